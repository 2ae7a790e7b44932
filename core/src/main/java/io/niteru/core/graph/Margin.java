package io.niteru.core.graph;

/**
 * How much farther than some distance another may be: by a share of it and a sum. Immutable.
 *
 * @param share of what the distance is above the floor
 * @param floor what no distance is below
 * @param slack added, infinite for any distance
 */
public record Margin(float share, float floor, float slack) {
  /** No farther. */
  public static final Margin NONE = new Margin(0, 0, 0);

  /** However far. */
  public static final Margin ANY = new Margin(0, 0, Float.POSITIVE_INFINITY);

  /** The farthest that is within this margin of a distance. */
  public float beyond(float distance) {
    return distance + (distance - floor) * share + slack;
  }
}
