/**
 * Runs a benchmark: each contestant builds and searches in a JVM of its own with the same flags,
 * and they take turns.
 */
package io.niteru.bench.contest;
