package io.niteru.core.graph;

/**
 * The constants that graphs are built with.
 *
 * <p>They were fitted on MobileNetV2 features of photographs. What half and twice of each does is
 * given as the change of recall@10, on 87,296 of those at efSearch 100 and "elsewhere": clustered
 * Gaussians of 768 dimensions with queries from elsewhere, at 20. Two graphs of the same constants
 * differ by .002. {@code bench tuning} repeats it.
 *
 * @param run nodes one thread inserts one after the other: mostly near each other, so caches stay
 *     warm, but so few that early nodes lie everywhere. Of a million features, hundreds of them
 *     near copies of each other, a beam of 256 found .969 of the nearest so, and .945 after all
 *     came in order. <br>
 *     Half: +.0017; twice: ±0. Elsewhere half: ±0; twice: +.0003
 * @param referenceSize nodes of a graph for which efConstruction candidates are looked at; in
 *     others, the square root of their share of it. A node is to have links beyond its near copies,
 *     and the more nodes there are, the more of them are such copies. Of a million features, 183 of
 *     each photograph, walks so found .9986 of the nearest for 4,150 estimates, and not for 5,000,
 *     and .9999 for 6,200; of 87,296, 16 of each, as much for the same estimates, and an insertion
 *     takes a sixth less time. <br>
 *     Half: +.0020; twice: +.0007. Elsewhere half: +.0003; twice: +.0003
 * @param leastCandidates candidates in the smallest graphs, times efConstruction. <br>
 *     Half: +.0017; twice: +.0017. Elsewhere half: +.0003; twice: +.0003
 * @param mostCandidates candidates in the largest graphs, times efConstruction. <br>
 *     Half: +.0007; twice: +.0017. Elsewhere half: +.0003; twice: +.0003
 * @param alpha how many times nearer, squared, than the base one taken must be to a candidate for
 *     that to be left out (alpha of Subramanya et al., "DiskANN: fast accurate billion-point
 *     nearest neighbor search on a single node", NeurIPS 2019). With 1, walks through a million
 *     features met fewer of the nearest for as many estimates; more of it, to 1.1, only added
 *     links. <br>
 *     Half: +.0007; twice: +.0007. Elsewhere half: +.0003; twice: +.0003
 * @param mostTargets vectors that a calibration searches for. <br>
 *     Half: +.0013; twice: +.0010. Elsewhere half: +.0003; twice: ±0
 * @param smallestNeighbourhood vectors held back with each target at least, itself included. The
 *     more, the less a target is like any vector the graph has; where there are many of one thing,
 *     few would be no more than a dent. <br>
 *     Half: +.0010; twice: +.0013. Elsewhere half: +.0003; twice: +.0003
 * @param largestNeighbourhood vectors held back with each target at most. <br>
 *     Half: +.0023; twice: +.0007. Elsewhere half: +.0003; twice: +.0003
 * @param usualPerHeldBack in large segments, one of so many vectors is held back. <br>
 *     Half: +.0007; twice: +.0013. Elsewhere half: ±0; twice: +.0003
 * @param leastPerHeldBack in any segment, one of so many vectors is held back at most. <br>
 *     Half: ±0; twice: +.0020. Elsewhere half: +.0003; twice: +.0003
 * @param targetCandidates candidates by the first rung, of which the second finds the true nearest
 *     of a target. <br>
 *     Half: +.0003; twice: -.0027. Elsewhere half: +.0003; twice: +.0003
 * @param widestTried the widest beam that a calibration tries. <br>
 *     Half: +.0010; twice: +.0007. Elsewhere half: +.0003; twice: +.0003
 * @param enoughRecall wider beams than one that reaches this are not tried. <br>
 *     Half: +.0020; twice: +.0007. Elsewhere half: +.0003; twice: +.0003
 * @param mostRawFirst bytes of vectors up to which a merge writes them while others look for an
 *     order; more are written when the graph is done, for until then they would take up disk space.
 *     <br>
 *     Half: +.0020; twice: -.0003. Elsewhere half: +.0003; twice: +.0003
 */
public record BuildTuning(
    int run,
    double referenceSize,
    double leastCandidates,
    double mostCandidates,
    float alpha,
    int mostTargets,
    int smallestNeighbourhood,
    int largestNeighbourhood,
    int usualPerHeldBack,
    int leastPerHeldBack,
    int targetCandidates,
    int widestTried,
    double enoughRecall,
    long mostRawFirst) {

  /** What graphs are built with unless told otherwise. */
  public static final BuildTuning DEFAULT =
      new BuildTuning(
          16, 250_000, .5, 1.5, 1.02f, 192, 32, 256, 24, 8, 1024, 2048, .9995, 512L << 20);

  /** Candidates that are looked at for the neighbours of a node, in a graph of so many. */
  int candidates(int efConstruction, int nodes) {
    double share = Math.clamp(Math.sqrt(nodes / referenceSize), leastCandidates, mostCandidates);
    return (int) Math.round(efConstruction * share);
  }

  /** Vectors held back with each target of a calibration, of so many. */
  public int heldBackTogether(int vectors) {
    return Math.clamp(
        vectors / ((long) usualPerHeldBack * mostTargets),
        smallestNeighbourhood,
        largestNeighbourhood);
  }

  /** The same, but that merges write so many bytes of vectors first. */
  public BuildTuning withMostRawFirst(long bytes) {
    return new BuildTuning(
        run,
        referenceSize,
        leastCandidates,
        mostCandidates,
        alpha,
        mostTargets,
        smallestNeighbourhood,
        largestNeighbourhood,
        usualPerHeldBack,
        leastPerHeldBack,
        targetCandidates,
        widestTried,
        enoughRecall,
        bytes);
  }
}
