package io.niteru.core.search;

/**
 * The constants that searches were fitted with. Where it says by how much something grows, that is
 * with each doubling of the beam, so that recall keeps growing with efSearch.
 *
 * <p>They were fitted on MobileNetV2 features of photographs. What half and twice of each does is
 * given as the change of recall@10 and the factor of a search's time, on 87,296 of those at
 * efSearch 100 and "elsewhere": clustered Gaussians of 768 dimensions with queries from elsewhere,
 * at 20. {@code bench tuning} repeats it.
 *
 * @param candidates beam of a segment that has all documents, times efSearch: candidates are ranked
 *     by codes of one bit a dimension, so an efSearch finds about what it does where vectors are
 *     compared, in Lucene or Faiss. <br>
 *     Half: -.0053, 0.74; twice: +.0023, 1.36. Elsewhere half: -.0023, 0.86; twice: ±0, 1.13
 * @param leastCandidates beam of a segment that has few of the documents, in which all of the
 *     nearest may be. <br>
 *     Half: ±0, 1.00; twice: ±0, 1.02. Elsewhere half: ±0, 0.97; twice: ±0, 0.90
 * @param mostForNarrow places, beyond those asked for, that the beam of a hard target may have.
 *     Among a million features narrow ones find more of the nearest for as many estimates when it
 *     is three times as wide; of wide ones half as wide again has most of what any width would.
 *     <br>
 *     Half: ±0, 1.02; twice: ±0, 0.99. Elsewhere half: ±0, 1.02; twice: ±0, 1.01
 * @param opened how much farther than the k-th nearest a node may be to be opened, as a share of
 *     that distance. <br>
 *     Half: -.0173, 0.67; twice: +.0020, 1.87. Elsewhere half: -.0003, 0.96; twice: ±0, 1.09
 * @param started how much farther than that a start may be. What is near to it may be as much
 *     nearer than the k-th, and to follow the few starts that are is worth more than a wider beam.
 *     Where it did not grow, one photograph of 300 in a million features was met by no beam below
 *     1,000. <br>
 *     Half: -.0003, 1.01; twice: ±0, 1.01. Elsewhere half: ±0, 1.01; twice: ±0, 0.93
 * @param reached how much farther than the nearest node of layer 1 others may be to be starts, as a
 *     share of its distance. <br>
 *     Half: -.0003, 1.04; twice: ±0, 1.00. Elsewhere half: ±0, 1.07; twice: ±0, 1.01
 * @param kept how much farther than the k-th nearest a node may be to be kept although it is not
 *     opened, in standard deviations of the estimates; one more than {@code ranked}, as the k-th by
 *     estimates is nearer than it is. <br>
 *     Half: ±0, 1.01; twice: ±0, 1.12. Elsewhere half: -.0203, 0.92; twice: ±0, 1.01
 * @param keptPerPlace nodes that are kept at most, times the beam. <br>
 *     Half: ±0, 1.01; twice: ±0, 0.97. Elsewhere half: ±0, 0.99; twice: ±0, 1.03
 * @param ranked by how much an estimate is taken to be off at most when what a walk found is ranked
 *     again, in standard deviations. With 3, one in 2,000 of the ten nearest was met and lost. <br>
 *     Half: -.0033, 0.94; twice: ±0, 1.13. Elsewhere half: -.0390, 0.87; twice: +.0003, 1.15
 * @param scanned the same of a scan, which is to find all: one of 30,000 estimates is off by more
 *     than 4. <br>
 *     Half: ±0, 0.96; twice: ±0, 1.03. Elsewhere half: ±0, 1.01; twice: ±0, 1.04
 * @param rankedTogether candidates that are ranked again before the next are chosen. <br>
 *     Half: ±0, 1.00; twice: ±0, 0.99. Elsewhere half: ±0, 1.01; twice: ±0, 1.02
 * @param leastRank the node that others are compared with to be opened is this one of the nearest,
 *     or the k-th where that is farther: the nearest of all is no surer to have been met than the
 *     tenth. <br>
 *     Half: ±0, 0.94; twice: +.0017, 1.37. Elsewhere half: ±0, 0.98; twice: ±0, 1.04
 * @param mostStarts nodes of layer 1 that a walk starts from at most. More than one find
 *     photographs whose copies no path leads to from those of others alike: two of three misses in
 *     a million features, 183 of each photograph, were of one never met. With 64, but only those
 *     not too far, walks found .998 of the ten nearest of 1,200 targets in the time in which 12
 *     found .995. They find next to nothing more in 87,296, with 16 of each. <br>
 *     Half: ±0, 1.00; twice: ±0, 1.04. Elsewhere half: ±0, 1.08; twice: ±0, 0.99
 * @param placesPerStart places of the beam for each start: narrow beams are in a hurry. <br>
 *     Half: ±0, 1.01; twice: ±0, 0.99. Elsewhere half: ±0, 1.01; twice: ±0, 0.92
 * @param nodesPerStart nodes of layer 1 for each start: where there are few, one leads to others.
 *     <br>
 *     Half: -.0003, 1.04; twice: -.0003, 0.98. Elsewhere half: ±0, 0.99; twice: ±0, 0.98
 * @param mostFilteredStarts starts with a filter, each of which is followed over nodes that others
 *     went over too. <br>
 *     Half: ±0, 1.01; twice: ±0, 1.01. Elsewhere half: ±0, 0.99; twice: ±0, 1.02
 * @param nodesPerPlace accepted nodes for each place of the beam from which on a walk beats a scan.
 *     Without a filter it does from 25 on, but a scan finds all, and among thousands of duplicates
 *     a walk does not. <br>
 *     Half: ±0, 0.95; twice: ±0, 0.93. Elsewhere half: ±0, 1.05; twice: ±0, 0.98
 */
public record SearchTuning(
    double candidates,
    int leastCandidates,
    int mostForNarrow,
    GrowingShare opened,
    GrowingShare started,
    GrowingShare reached,
    GrowingShare kept,
    int keptPerPlace,
    GrowingShare ranked,
    float scanned,
    int rankedTogether,
    int leastRank,
    int mostStarts,
    int placesPerStart,
    int nodesPerStart,
    int mostFilteredStarts,
    int nodesPerPlace) {

  /** What searches use unless told otherwise. */
  public static final SearchTuning DEFAULT =
      new SearchTuning(
          1.5,
          64,
          512,
          new GrowingShare(.11, .034, 128),
          new GrowingShare(.05, .03, 128),
          new GrowingShare(.35, .08, 144),
          new GrowingShare(4, .25, 128),
          16,
          new GrowingShare(3, .25, 128),
          4,
          16,
          10,
          64,
          2,
          300,
          12,
          64);
}
