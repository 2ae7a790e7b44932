package io.niteru.core.search;

/**
 * The constants that searches were fitted with. Where it says by how much something grows, that is
 * with each doubling of the beam, so that recall keeps growing with efSearch.
 *
 * @param candidates beam of a segment that has all documents, times efSearch: candidates are ranked
 *     by codes of one bit a dimension, so an efSearch finds about what it does where vectors are
 *     compared, in Lucene or Faiss
 * @param leastCandidates beam of a segment that has few of the documents, in which all of the
 *     nearest may be
 * @param mostForNarrow places, beyond those asked for, that the beam of a hard target may have.
 *     Among a million features narrow ones find more of the nearest for as many estimates when it
 *     is three times as wide; of wide ones half as wide again has most of what any width would
 * @param opened how much farther than the k-th nearest a node may be to be opened, as a share of
 *     that distance
 * @param started how much farther than that a start may be. What is near to it may be as much
 *     nearer than the k-th, and to follow the few starts that are is worth more than a wider beam.
 *     Where it did not grow, one photograph of 300 in a million features was met by no beam below
 *     1,000
 * @param reached how much farther than the nearest node of layer 1 others may be to be starts, as a
 *     share of its distance
 * @param kept how much farther than the k-th nearest a node may be to be kept although it is not
 *     opened, in standard deviations of the estimates; one more than {@code ranked}, as the k-th by
 *     estimates is nearer than it is
 * @param keptPerPlace nodes that are kept at most, times the beam
 * @param ranked by how much an estimate is taken to be off at most when what a walk found is ranked
 *     again, in standard deviations. With 3, one in 2,000 of the ten nearest was met and lost
 * @param scanned the same of a scan, which is to find all: one of 30,000 estimates is off by more
 *     than 4
 * @param rankedTogether candidates that are ranked again before the next are chosen
 * @param leastRank the node that others are compared with to be opened is this one of the nearest,
 *     or the k-th where that is farther: the nearest of all is no surer to have been met than the
 *     tenth
 * @param mostStarts nodes of layer 1 that a walk starts from at most. More than one find
 *     photographs whose copies no path leads to from those of others alike: two of three misses in
 *     a million features, 183 of each photograph, were of one never met. With 64, but only those
 *     not too far, walks found .998 of the ten nearest of 1,200 targets in the time in which 12
 *     found .995. They find next to nothing more in 87,296, with 16 of each
 * @param placesPerStart places of the beam for each start: narrow beams are in a hurry
 * @param nodesPerStart nodes of layer 1 for each start: where there are few, one leads to others
 * @param mostFilteredStarts starts with a filter, each of which is followed over nodes that others
 *     went over too
 * @param nodesPerPlace accepted nodes for each place of the beam from which on a walk beats a scan.
 *     Without a filter it does from 25 on, but a scan finds all, and among thousands of duplicates
 *     a walk does not
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
