/** JMH benchmarks: {@code niteru bench jmh}. */
package io.niteru.bench.jmh;
