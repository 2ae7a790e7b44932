package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import io.niteru.core.simd.Prefetch;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.util.ArrayUtil;

/**
 * Distances estimated from the first rung (Gao and Long, "RaBitQ: quantizing high-dimensional
 * vectors with a theoretical error bound for approximate nearest neighbor search", SIGMOD 2024).
 * Allocates nothing once warm; for one thread.
 */
public final class BitEstimator {
  private final MemorySegment bits;
  private final Kernels kernels = Kernels.best();
  private final Prefetch prefetch = new Prefetch();
  private final int stride;
  private final long trailer;
  private final float dimension;
  private int[] dots = {};
  private float[] norms = {};
  private float[] factors = {};
  private int[] populations = {};

  /**
   * An estimator over codes.
   *
   * @param bits codes of the first rung
   * @param layout where things are in them
   */
  public BitEstimator(MemorySegment bits, CodeLayout layout) {
    this.bits = bits;
    this.stride = layout.bitStride();
    this.trailer = layout.planeBytes();
    this.dimension = layout.dimension();
  }

  /**
   * Loads a word of each cache line of some codes, so that their misses overlap: Java has no
   * prefetch.
   */
  public void prefetch(int[] nodes, int from, int to) {
    prefetch.rows(bits, nodes, from, to, stride);
  }

  /**
   * Estimates squared distances.
   *
   * @param query the query
   * @param nodes numbers of codes
   * @param from first of {@code nodes}
   * @param to one behind the last of {@code nodes}
   * @param out receives {@code to - from} squared distances, each at least 0
   */
  public void estimate(BitQuery query, int[] nodes, int from, int to, float[] out) {
    int count = to - from;
    reserve(count);
    load(query, nodes, from, count);
    combine(query, count, out);
  }

  /**
   * Estimates squared distances, and by how much the estimates may be off.
   *
   * @param query the query
   * @param nodes numbers of codes
   * @param from first of {@code nodes}
   * @param to one behind the last of {@code nodes}
   * @param reach as in {@link #deviations}
   * @param out receives {@code to - from} squared distances, each at least 0
   * @param deviations receives as many standard deviations
   */
  public void estimate(
      BitQuery query, int[] nodes, int from, int to, float reach, float[] out, float[] deviations) {
    estimate(query, nodes, from, to, out);
    spread(query, to - from, reach, deviations);
  }

  /**
   * The standard deviations of estimates. With {@code c} the cosine of the angle between a vector
   * {@code v} and its signs, and {@code p} the part of the query across {@code v}, the product of
   * both is off by {@code |v| |p| sqrt(1 / c² - 1)} times one value of a random unit vector, and by
   * what quantising the query does. {@code |p|} is neither more than the query's norm nor more than
   * its distance from {@code v}: of what is near, estimates are closer.
   *
   * @param query the query
   * @param nodes numbers of codes
   * @param from first of {@code nodes}
   * @param to one behind the last of {@code nodes}
   * @param reach squared distance within which the deviation is to be known; it may be more beyond
   * @param out receives {@code to - from} standard deviations of the squared distances
   */
  public void deviations(BitQuery query, int[] nodes, int from, int to, float reach, float[] out) {
    int count = to - from;
    reserve(count);
    for (int i = 0; i < count; i++) {
      long at = (long) nodes[from + i] * stride + trailer;
      norms[i] = bits.get(CodeLayout.FLOAT, at);
      factors[i] = bits.get(CodeLayout.FLOAT, at + 4);
    }
    spread(query, count, reach, out);
  }

  /** Takes what an estimate is made of from the codes. */
  private void load(BitQuery query, int[] nodes, int from, int count) {
    kernels.dots1x4(bits, nodes, from, count, stride, query.planes, query.words, dots);
    for (int i = 0; i < count; i++) {
      long at = (long) nodes[from + i] * stride + trailer;
      norms[i] = bits.get(CodeLayout.FLOAT, at);
      factors[i] = bits.get(CodeLayout.FLOAT, at + 4);
      populations[i] = bits.get(CodeLayout.INT, at + 8);
    }
  }

  /** As {@link #combine}. With {@code f} the factor, {@code 1 / c²} is {@code f² D / (4 |v|²)}. */
  private void spread(BitQuery query, int count, float reach, float[] out) {
    float across = Math.min(reach, query.squaredNorm) / (dimension - 1);
    float factored = dimension * (across + query.step * query.step / 12);
    float normed = 4 * across;
    float rounding = query.rounding();
    for (int i = 0; i < count; i++) {
      float variance = factored * factors[i] * factors[i] - normed * norms[i];
      out[i] = (float) Math.sqrt(Math.max(0f, variance)) + rounding;
    }
  }

  /** A loop of its own, over arrays, for the compiler to make vectors of: halves the time. */
  private void combine(BitQuery query, int count, float[] out) {
    float low = 2 * query.low;
    float step = 2 * query.step;
    float sum = query.sum;
    float squaredNorm = query.squaredNorm;
    for (int i = 0; i < count; i++) {
      float product = low * populations[i] + step * dots[i] - sum;
      out[i] = Math.max(0f, norms[i] + squaredNorm - factors[i] * product);
    }
  }

  private void reserve(int count) {
    if (dots.length < count) {
      int length = ArrayUtil.oversize(count, Float.BYTES);
      dots = new int[length];
      norms = new float[length];
      factors = new float[length];
      populations = new int[length];
    }
  }
}
