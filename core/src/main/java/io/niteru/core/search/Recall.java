package io.niteru.core.search;

/**
 * Carries the recall a query should have to the segments, each of which knows the beam that reaches
 * it. Immutable.
 */
public final class Recall extends Effort {
  private final double wanted;
  private final int least;

  /**
   * A recall.
   *
   * @param wanted share of the true nearest that is to be found on average, above 0, below 1
   * @throws IllegalArgumentException if it is out of range
   */
  public Recall(double wanted) {
    this(wanted, 1);
  }

  private Recall(double wanted, int least) {
    if (!(wanted > 0 && wanted < 1)) {
      throw new IllegalArgumentException("recall must be above 0 and below 1, got " + wanted);
    }
    this.wanted = wanted;
    this.least = least;
  }

  /** The share of the true nearest. */
  public double wanted() {
    return wanted;
  }

  @Override
  int width(int k, Calibration calibration) {
    return Math.max(least, calibration.width(k, wanted));
  }

  /** Each segment reaches it by itself. */
  @Override
  Effort in(double share) {
    return this;
  }

  @Override
  public Effort atLeast(int candidates) {
    return candidates > least ? new Recall(wanted, candidates) : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recall recall && recall.wanted == wanted && recall.least == least;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(wanted) + least;
  }

  @Override
  public String toString() {
    return "recall " + wanted;
  }
}
