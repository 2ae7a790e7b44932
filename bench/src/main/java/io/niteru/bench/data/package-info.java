/** Where the vectors of a benchmark come from, and how they are read. */
package io.niteru.bench.data;
