package io.niteru.core.codec;

import io.niteru.core.graph.Links;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A layer of a graph in a file. Immutable; safe for all threads. */
final class StoredLayer implements Links {
  static final int ROW_UNIT_SHIFT = 4;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final FieldMeta.LayerMeta meta;
  private final MemorySegment rows;
  private final MemorySegment table;
  private final boolean base;

  StoredLayer(FieldMeta.LayerMeta meta, MemorySegment rows, MemorySegment table, boolean base) {
    this.meta = meta;
    this.rows = rows;
    this.table = table;
    this.base = base;
  }

  @Override
  public int size() {
    return meta.size();
  }

  @Override
  public int maxDegree() {
    return meta.maxDegree();
  }

  @Override
  public int read(int node, int[] into) {
    long row = row(node);
    int n = rows.get(INT, row);
    MemorySegment.copy(rows, INT, row + Integer.BYTES, into, 0, n);
    return n;
  }

  @Override
  public int prefetch(int node) {
    return rows.get(INT, row(node));
  }

  private long row(int node) {
    return Integer.toUnsignedLong(table.get(INT, 4L * node)) << ROW_UNIT_SHIFT;
  }

  @Override
  public boolean isBase() {
    return base;
  }

  @Override
  public int ordinal(int node) {
    return base ? node : table.get(INT, 4L * (meta.size() + (long) node));
  }

  @Override
  public int below(int node) {
    return table.get(INT, 4L * (2L * meta.size() + node));
  }
}
