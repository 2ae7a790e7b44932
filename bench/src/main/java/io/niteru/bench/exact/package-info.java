/** Exact nearest neighbours, which recall is measured against. */
package io.niteru.bench.exact;
