package io.niteru.bench.contest;

import io.niteru.bench.peers.BeamWidth;

/**
 * Searches with one beam, in microseconds a query.
 *
 * @param beam how hard they tried
 * @param recall share of the true neighbours found
 * @param mean of all queries, each query's time being the median of its rounds
 * @param p50 half of the queries took less, in the same way
 * @param p99 99 of 100 searches took less, median of the rounds: with the pauses of the JVM and the
 *     machine in it
 * @param coldP50 half of the queries took less in a round that began with an empty page cache; null
 *     if there was none
 */
public record Measured(
    BeamWidth beam, double recall, double mean, double p50, double p99, Double coldP50) {}
