package io.niteru.bench.peers;

/**
 * What all contestants of a run are built and searched with.
 *
 * @param k hits of a search
 * @param m neighbours of a node on the upper layers, twice as many on the lowest
 * @param efConstruction candidates looked at for a new node's neighbours
 * @param threads of a build; searches have one
 */
public record Settings(int k, int m, int efConstruction, int threads) {}
