package io.niteru.core.search;

import java.util.Objects;

/**
 * Carries the recall a query should have to the segments, each of which knows the beam that reaches
 * it. Immutable.
 */
public final class Recall extends Effort {
  private final double wanted;
  private final int least;
  private final SearchTuning tuning;

  /**
   * A recall.
   *
   * @param wanted share of the true nearest that is to be found on average, above 0, below 1
   * @throws IllegalArgumentException if it is out of range
   */
  public Recall(double wanted) {
    this(wanted, 1, SearchTuning.DEFAULT);
  }

  private Recall(double wanted, int least, SearchTuning tuning) {
    if (!(wanted > 0 && wanted < 1)) {
      throw new IllegalArgumentException("recall must be above 0 and below 1, got " + wanted);
    }
    this.wanted = wanted;
    this.least = least;
    this.tuning = tuning;
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
    return candidates > least ? new Recall(wanted, candidates, tuning) : this;
  }

  @Override
  public Effort with(SearchTuning tuning) {
    return new Recall(wanted, least, tuning);
  }

  @Override
  SearchTuning tuning() {
    return tuning;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recall recall
        && recall.wanted == wanted
        && recall.least == least
        && recall.tuning.equals(tuning);
  }

  @Override
  public int hashCode() {
    return Objects.hash(wanted, least, tuning);
  }

  @Override
  public String toString() {
    return "recall " + wanted;
  }
}
