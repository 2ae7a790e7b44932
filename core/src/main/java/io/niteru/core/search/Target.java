package io.niteru.core.search;

import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.CodeLayout;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.NibbleQuery;
import io.niteru.core.quant.Space;
import org.apache.lucene.search.KnnCollector;

/** What a search looks for, as each rung is compared with. Reused; for one thread. */
final class Target {
  final BitQuery bits;
  final NibbleQuery nibbles;

  /** Standard deviations by which an estimate is taken to be off at most. */
  float deviations;

  /** Candidates that are ranked again before the next are chosen, at least 1. */
  int rankedTogether = SearchTuning.DEFAULT.rankedTogether();

  private final Space space;
  private float[] vector;

  Target(Space space, CodeLayout layout) {
    this.space = space;
    this.bits = new BitQuery(layout);
    this.nibbles = new NibbleQuery(layout);
  }

  /** Takes another vector, of the field's dimension. */
  void set(float[] vector, Encoder encoder) {
    this.vector = vector;
    encoder.query(vector, bits, nibbles);
  }

  /** The squared distance beyond which a collector wants nothing any more; infinite at first. */
  float farthest(KnnCollector collector) {
    return (float) space.squaredRadius(vector, collector.minCompetitiveSimilarity());
  }
}
