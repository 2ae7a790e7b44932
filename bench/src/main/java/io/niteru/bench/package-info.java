/** Benchmarks: the command {@code niteru bench}. */
package io.niteru.bench;
