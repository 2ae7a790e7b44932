package io.niteru.bench.peers;

/**
 * How hard a search tries.
 *
 * @param ef candidates the walk keeps (efSearch)
 * @param rerank how many of them are scored again from the raw vectors; 0 where that is not a
 *     choice of the caller
 */
public record BeamWidth(int ef, int rerank) {}
