package io.niteru.core.search;

/** The k smallest of all numbers it is shown, as a heap. For one thread, reused. */
final class Smallest {
  private float[] heap = new float[64];
  private int capacity;
  private int size;

  /** Forgets all; from now on keeps {@code capacity} numbers, at least 1. */
  void clear(int capacity) {
    this.capacity = capacity;
    size = 0;
  }

  /** The largest of them; infinite until there are k. */
  float largest() {
    return size < capacity ? Float.POSITIVE_INFINITY : heap[0];
  }

  /** Shows it a number, not NaN. */
  void offer(float value) {
    if (size < capacity) {
      rise(value);
    } else if (value < heap[0]) {
      sink(value);
    }
  }

  private void rise(float value) {
    if (size == heap.length) {
      heap = java.util.Arrays.copyOf(heap, Math.min(capacity, 2 * size));
    }
    int at = size++;
    for (int above = at - 1 >> 1; at > 0 && heap[above] < value; above = at - 1 >> 1) {
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = value;
  }

  private void sink(float value) {
    int at = 0;
    for (int below = 1; below < size; below = 2 * at + 1) {
      below += below + 1 < size && heap[below + 1] > heap[below] ? 1 : 0;
      if (heap[below] <= value) {
        break;
      }
      heap[at] = heap[below];
      at = below;
    }
    heap[at] = value;
  }

  /** Bytes of the heap. */
  long bytes() {
    return (long) Float.BYTES * heap.length;
  }
}
