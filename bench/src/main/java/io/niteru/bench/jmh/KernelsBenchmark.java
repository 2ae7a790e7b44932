package io.niteru.bench.jmh;

import io.niteru.core.simd.Kernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels of this machine, on data in its nearest cache. Without {@code --add-modules
 * jdk.incubator.vector} (see {@code -jvmArgs} of JMH) they are the scalar ones.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelsBenchmark {
  private static final int NODES = 16;
  private static final int SORTED = 384;
  private static final int INSERTED = 12;
  private static final int NIBBLE = 4;
  private static final int BYTE = 8;

  /** Dimensions, a multiple of 64 and at least 512. */
  @Param({"512", "1280"})
  public int dimension;

  private final Kernels kernels = Kernels.best();
  private final long[] sorted = new long[Kernels.BLOCK_WORDS + SORTED];
  private final long[] inserted = new long[INSERTED];
  private final int[] numbers = IntStream.range(0, NODES).toArray();
  private final int[] dots = new int[NODES];
  private final float[] transformed = new float[512];
  private int words;
  private long stride;
  private MemorySegment rows;
  private long[] planes;
  private float[] values;
  private long[] quantised;
  private long[] unsorted;

  /** Random bits and values. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    words = kernels.padded(dimension / Long.SIZE);
    stride = (long) NIBBLE * words * Long.BYTES;
    rows = Arena.ofAuto().allocate(NODES * stride, Long.SIZE);
    for (long offset = 0; offset < rows.byteSize(); offset += Long.BYTES) {
      rows.set(ValueLayout.JAVA_LONG, offset, random.nextLong());
    }
    planes = random.longs((long) BYTE * words).toArray();
    values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = random.nextFloat();
    }
    quantised = new long[BYTE * words];
    unsorted = random.longs(SORTED, 0, Long.MAX_VALUE).toArray();
    sorted[Kernels.BLOCK_WORDS - 1] = Long.MIN_VALUE;
  }

  /** A 4-bit query with {@value #NODES} 1-bit rows, all at once. */
  @Benchmark
  public int[] dots1x4() {
    kernels.dots1x4(rows, numbers, 0, NODES, (int) stride, planes, words, dots);
    return dots;
  }

  /** Likewise, one after the other. */
  @Benchmark
  public int dot1x4() {
    int sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += kernels.dot1x4(rows, i * stride, planes, words);
    }
    return sum;
  }

  /** {@value #SORTED} values into their order, {@value #INSERTED} at a time. */
  @Benchmark
  public long[] insert() {
    Arrays.fill(sorted, Kernels.BLOCK_WORDS, sorted.length, Long.MAX_VALUE);
    for (int i = 0; i < SORTED; i += INSERTED) {
      System.arraycopy(unsorted, i, inserted, 0, INSERTED);
      kernels.insert(sorted, Kernels.BLOCK_WORDS, sorted.length, inserted, INSERTED);
    }
    return sorted;
  }

  /** An 8-bit query with one 4-bit row. */
  @Benchmark
  public long dot4x8() {
    return kernels.dot4x8(rows, 0, (long) words * Long.BYTES, planes, words);
  }

  /** The transform of 512 values, and their copy (unscaled, it would soon overflow). */
  @Benchmark
  public float[] hadamard() {
    System.arraycopy(values, 0, transformed, 0, transformed.length);
    kernels.hadamard(transformed, 0, transformed.length);
    return transformed;
  }

  /** Eight bits a value. */
  @Benchmark
  public long quantize() {
    return kernels.quantize(values, dimension, 0, 255, BYTE, quantised, words);
  }
}
