package io.niteru.core.graph;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The highest layer of each node, drawn so that each layer has 1/M of the nodes of the one below.
 * The same for the same size and M, whatever the order of insertion.
 */
final class Levels {
  private static final long SEED = 0x6C6576656C73L;

  /** Enough for any number of nodes and any M. */
  private static final int HIGHEST = 31;

  private final MemorySegment levels;
  private final int size;
  private final int m;

  /**
   * Draws levels.
   *
   * @param arena holds a byte a node
   * @param size number of nodes
   * @param m the graph's M
   * @param highest no level is above this
   */
  Levels(Arena arena, int size, int m, int highest) {
    this.levels = arena.allocate(size);
    this.size = size;
    this.m = m;
    var random = new SplittableRandom(SEED);
    double scale = 1 / Math.log(m);
    int limit = Math.min(highest, HIGHEST);
    for (int i = 0; i < size; i++) {
      double level = -Math.log(1 - random.nextDouble()) * scale;
      levels.set(ValueLayout.JAVA_BYTE, i, (byte) Math.min(limit, level));
    }
  }

  int of(int ordinal) {
    return levels.get(ValueLayout.JAVA_BYTE, ordinal);
  }

  void set(int ordinal, int level) {
    levels.set(ValueLayout.JAVA_BYTE, ordinal, (byte) level);
  }

  /** Empty layers of the nodes these levels put there, the base first. */
  List<BuildLayer> layers(Arena arena) {
    int[] counts = new int[HIGHEST + 2];
    for (int i = 0; i < size; i++) {
      counts[of(i)]++;
    }
    for (int l = HIGHEST; l >= 0; l--) {
      counts[l] += counts[l + 1];
    }
    List<BuildLayer> layers = new ArrayList<>();
    layers.add(new BuildLayer(arena, null, size, 2 * m, null));
    for (int l = 1; counts[l] > 0; l++) {
      MemorySegment ordinals = arena.allocate(4L * counts[l], 4);
      int n = 0;
      for (int i = 0; i < size; i++) {
        if (of(i) >= l) {
          ordinals.setAtIndex(ValueLayout.JAVA_INT, n++, i);
        }
      }
      layers.add(new BuildLayer(arena, ordinals, n, m, layers.getLast()));
    }
    return layers;
  }
}
