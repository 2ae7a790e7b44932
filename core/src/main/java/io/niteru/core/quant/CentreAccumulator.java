package io.niteru.core.quant;

/**
 * Averages mapped vectors, or the centres of segments that are merged. Holds one vector of doubles;
 * for one thread.
 */
public final class CentreAccumulator {
  private final double[] sums;
  private final float[] mapped;
  private final Space space;
  private double weight;

  /** An empty average of vectors of {@code space}. */
  public CentreAccumulator(Space space) {
    this.space = space;
    this.sums = new double[space.mappedDimension()];
    this.mapped = new float[space.codedDimension()];
  }

  /** Adds a vector of the field. */
  public void add(float[] vector) {
    space.map(vector, mapped);
    add(mapped, 1, 1);
  }

  /**
   * Adds the centre of some vectors, which may have been scaled otherwise.
   *
   * @param centre centre of {@code count} vectors of {@code from}
   * @param from the space of the centre
   * @param count number of vectors it stands for
   */
  public void add(float[] centre, Space from, long count) {
    boolean rescaled = from.similarity() == space.similarity() && space.maxNorm() > 0;
    boolean normalised =
        space.similarity() == org.apache.lucene.index.VectorSimilarityFunction.COSINE;
    double scale = rescaled && !normalised ? from.maxNorm() / space.maxNorm() : 1;
    add(centre, scale, count);
  }

  private void add(float[] values, double scale, double count) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i] * scale * count;
    }
    weight += count;
  }

  /** The average, or zeros if nothing was added. */
  public float[] centre() {
    float[] centre = new float[sums.length];
    for (int i = 0; weight > 0 && i < centre.length; i++) {
      centre[i] = (float) (sums[i] / weight);
    }
    return centre;
  }
}
