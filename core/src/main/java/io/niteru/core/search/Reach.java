package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.Stop;

/**
 * How much farther than the nearest node of layer 1 another may be for a walk to think of starting
 * from it too: a share of the distance, which grows with the beam, and a standard deviation of the
 * estimates. Whether it does start there {@link Patience} decides, by what was found until then.
 * The share was fitted to features of photographs. Reused; for one thread.
 */
final class Reach implements Stop {
  private static final GrowingShare SHARE = new GrowingShare(.35, .08, 144);

  private float share;
  private float slack;
  private float floor;

  /**
   * Prepares for a search.
   *
   * @param width of the beam on the base layer
   * @param deviation of the estimated distances
   * @param floor what no distance is below
   */
  void of(int width, float deviation, float floor) {
    this.share = SHARE.of(width);
    this.slack = deviation;
    this.floor = floor;
  }

  @Override
  public float limit(Beam beam) {
    if (beam.size() == 0) {
      return Float.POSITIVE_INFINITY;
    }
    float nearest = beam.distance(0);
    return nearest + (nearest - floor) * share + slack;
  }

  @Override
  public float farthest(Beam beam) {
    return limit(beam);
  }

  @Override
  public boolean spend(int estimates) {
    return false;
  }

  /** How many nodes of a beam are within reach; all of them come first. */
  int within(Beam beam) {
    float limit = limit(beam);
    int count = 0;
    while (count < beam.size() && beam.distance(count) <= limit) {
      count++;
    }
    return count;
  }
}
