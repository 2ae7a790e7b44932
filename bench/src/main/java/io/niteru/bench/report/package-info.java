/** What a benchmark prints and writes. */
package io.niteru.bench.report;
