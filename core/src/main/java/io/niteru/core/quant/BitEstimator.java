package io.niteru.core.quant;

import io.niteru.core.simd.Kernels;
import io.niteru.core.simd.Touch;
import java.lang.foreign.MemorySegment;

/**
 * Distances estimated from the first rung (Gao and Long, "RaBitQ: quantizing high-dimensional
 * vectors with a theoretical error bound for approximate nearest neighbor search", SIGMOD 2024).
 * Allocates nothing once warm; for one thread.
 */
public final class BitEstimator {
  private final MemorySegment bits;
  private final Kernels kernels = Kernels.best();
  private final Touch touch = new Touch();
  private final long stride;
  private final long trailer;

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
  }

  /**
   * Loads a word of each cache line of some codes, so that their misses overlap: Java has no
   * prefetch.
   */
  public void touch(int[] nodes, int from, int to) {
    for (int i = from; i < to; i++) {
      touch.lines(bits, nodes[i] * stride, stride);
    }
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
    float low = 2 * query.low;
    float step = 2 * query.step;
    float sum = query.sum;
    float squaredNorm = query.squaredNorm;
    long[] planes = query.planes;
    for (int i = from; i < to; i++) {
      long row = nodes[i] * stride;
      int dot = kernels.dot1x4(bits, row, planes, query.words);
      long at = row + trailer;
      float norm = bits.get(CodeLayout.FLOAT, at);
      float factor = bits.get(CodeLayout.FLOAT, at + 4);
      int population = bits.get(CodeLayout.INT, at + 8);
      float product = low * population + step * dot - sum;
      out[i - from] = Math.max(0f, norm + squaredNorm - factor * product);
    }
  }
}
