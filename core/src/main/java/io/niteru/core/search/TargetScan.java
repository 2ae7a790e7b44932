package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.Shortlist;
import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NibbleQuery;

/** Finds the nearest nodes of one target among all it is shown. For one thread. */
final class TargetScan {
  /** Nodes that may be shown at once. */
  static final int MOST = 512;

  final BitQuery bits;
  final NibbleQuery nibbles;
  private final Codes codes;
  private final int candidates;
  private final BitEstimator estimator;
  private final Shortlist shortlist = new Shortlist();
  private final float[] distances = new float[MOST];

  /**
   * A scan that has been shown nothing yet; the queries are to be filled in first.
   *
   * @param codes codes of all nodes
   * @param candidates nodes to keep by the first rung, which the second ranks
   */
  TargetScan(Codes codes, int candidates) {
    this.codes = codes;
    this.candidates = candidates;
    this.bits = new BitQuery(codes.layout());
    this.nibbles = new NibbleQuery(codes.layout());
    this.estimator = new BitEstimator(codes.bits(), codes.layout());
    shortlist.clear(candidates);
  }

  /** Looks at the first {@code count} of some nodes, each of which it has not been shown. */
  void look(int[] nodes, int count) {
    estimator.estimate(bits, nodes, 0, count, distances);
    shortlist.offerAll(nodes, count, distances);
  }

  /** The nearest by the second rung, nearest first. To be asked for once. */
  Beam nearest() {
    var beam = new Beam();
    shortlist.moveTo(beam);
    shortlist.clear(candidates);
    int[] nodes = new int[MOST];
    for (int start = 0; start < beam.size(); start += MOST) {
      int count = Math.min(MOST, beam.size() - start);
      for (int i = 0; i < count; i++) {
        nodes[i] = beam.node(start + i);
        distances[i] = nibbles.estimate(codes.nibbles(), nodes[i]);
      }
      shortlist.offerAll(nodes, count, distances);
    }
    shortlist.moveTo(beam);
    return beam;
  }
}
