/** Vectors of indexed documents, as scripts and responses read them. */
package io.niteru.plugin.values;
