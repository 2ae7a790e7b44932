package io.niteru.bench.contest;

import io.niteru.bench.peers.Beam;

/**
 * Searches with one beam: medians over the rounds, in microseconds a query.
 *
 * @param beam how hard they tried
 * @param recall share of the true neighbours found
 * @param mean of all queries
 * @param p50 half of the queries took less
 * @param p99 99 of 100 queries took less
 */
public record Measured(Beam beam, double recall, double mean, double p50, double p99) {}
