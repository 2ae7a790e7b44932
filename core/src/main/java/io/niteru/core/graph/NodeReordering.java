package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.NodeOrder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * An order of vectors in which near ones mostly stand side by side, so that the neighbours of a
 * node share pages and cache lines, and nodes inserted one after the other find what they need in
 * the cache. A range is split among pivots, each vector going to its nearest, and each part is
 * split again.
 */
public final class NodeReordering {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int SMALLEST = 32;
  private static final int MAX_PIVOTS = 128;
  private static final int MIN_PIVOTS = 4;

  private final Codes codes;
  private final Team team;
  private final MemorySegment order;
  private final MemorySegment spare;
  private final MemorySegment nearest;

  private NodeReordering(Arena arena, MemorySegment order, Codes codes, Team team) {
    this.codes = codes;
    this.team = team;
    this.order = order;
    this.spare = ints(arena, codes.size());
    this.nearest = arena.allocate(ValueLayout.JAVA_SHORT, codes.size());
  }

  /**
   * Orders vectors.
   *
   * @param arena holds the result
   * @param codes codes of the vectors, in the order of the vectors
   * @param team who does the work
   * @return the order found
   */
  public static NodeOrder order(Arena arena, Codes codes, Team team) throws IOException {
    MemorySegment order = ints(arena, codes.size());
    for (int i = 0; i < codes.size(); i++) {
      set(order, i, i);
    }
    try (Arena scratch = Arena.ofShared()) {
      new NodeReordering(scratch, order, codes, team).run();
    }
    MemorySegment inverse = ints(arena, codes.size());
    for (int i = 0; i < codes.size(); i++) {
      set(inverse, get(order, i), i);
    }
    return new NodeOrder(order, inverse);
  }

  private void run() throws IOException {
    int size = codes.size();
    int[] pivots = pivots(0, size);
    int jobs = (size + 255) / 256;
    team.run(
        jobs,
        () -> {
          var splitter = new Splitter();
          return job -> splitter.assign(pivots, job * 256, Math.min(size, job * 256 + 256));
        });
    int[] starts = new Splitter().gather(pivots.length, 0, size);
    team.run(
        pivots.length,
        () -> {
          var splitter = new Splitter();
          return part -> splitter.split(starts[part], starts[part + 1]);
        });
  }

  /** Pivots of a range, evenly spaced, in an order in which each is near the one before. */
  private int[] pivots(int from, int to) {
    int count = Math.clamp((int) Math.sqrt(to - from), MIN_PIVOTS, MAX_PIVOTS);
    int[] pivots = new int[count];
    for (int i = 0; i < count; i++) {
      pivots[i] = get(order, from + (int) ((long) i * (to - from) / count));
    }
    new Splitter().chain(pivots);
    return pivots;
  }

  private static MemorySegment ints(Arena arena, int count) {
    return arena.allocate(INT, count);
  }

  private static int get(MemorySegment ints, int i) {
    return ints.getAtIndex(INT, i);
  }

  private static void set(MemorySegment ints, int i, int value) {
    ints.setAtIndex(INT, i, value);
  }

  /** One thread's share of the work. */
  private final class Splitter {
    private final BitEstimator estimator = new BitEstimator(codes.bits(), codes.layout());
    private final BitQuery query = new BitQuery(codes.layout());
    private final float[] distances = new float[MAX_PIVOTS];

    private void split(int from, int to) {
      if (to - from <= SMALLEST) {
        return;
      }
      int[] pivots = pivots(from, to);
      assign(pivots, from, to);
      int[] starts = gather(pivots.length, from, to);
      for (int part = 0; part < pivots.length; part++) {
        // Equal vectors cannot be told apart, and all go to one pivot.
        if (starts[part + 1] - starts[part] <= (to - from) / 2) {
          split(starts[part], starts[part + 1]);
        }
      }
    }

    private void assign(int[] pivots, int from, int to) {
      for (int i = from; i < to; i++) {
        query.load(codes.nibbles(), get(order, i));
        short best = (short) nearest(pivots, 0);
        nearest.setAtIndex(ValueLayout.JAVA_SHORT, i, best);
      }
    }

    private int nearest(int[] pivots, int from) {
      estimator.estimate(query, pivots, from, pivots.length, distances);
      int best = 0;
      for (int p = 1; p < pivots.length - from; p++) {
        best = distances[p] < distances[best] ? p : best;
      }
      return from + best;
    }

    private void chain(int[] pivots) {
      for (int i = 1; i < pivots.length; i++) {
        query.load(codes.nibbles(), pivots[i - 1]);
        int next = nearest(pivots, i);
        int swapped = pivots[i];
        pivots[i] = pivots[next];
        pivots[next] = swapped;
      }
    }

    /** Brings what was assigned to the same pivot together; returns where each part begins. */
    private int[] gather(int parts, int from, int to) {
      int[] starts = new int[parts + 1];
      for (int i = from; i < to; i++) {
        starts[nearest.getAtIndex(ValueLayout.JAVA_SHORT, i) + 1]++;
      }
      starts[0] = from;
      for (int p = 0; p < parts; p++) {
        starts[p + 1] += starts[p];
      }
      int[] next = starts.clone();
      for (int i = from; i < to; i++) {
        set(spare, next[nearest.getAtIndex(ValueLayout.JAVA_SHORT, i)]++, get(order, i));
      }
      MemorySegment.copy(spare, 4L * from, order, 4L * from, 4L * (to - from));
      return starts;
    }
  }
}
