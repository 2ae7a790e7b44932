/** Extraction against the model alone. */
package io.niteru.bench.extract;
