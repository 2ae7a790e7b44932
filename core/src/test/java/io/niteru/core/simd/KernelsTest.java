package io.niteru.core.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  private final Kernels scalar = new ScalarKernels();
  private final Kernels vector = new VectorKernels();
  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void theVectorApiIsUsedWhereItIsThere() {
    assertThat(Kernels.best()).isInstanceOf(VectorKernels.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 20, 21, 64, 251})
  void bitProductsAgree(int words) {
    int queryWords = (words + 7) & -8;
    long stride = (8L * queryWords + 12 + 63) / 64 * 64;
    int count = 40;
    MemorySegment rows = randomBytes(count * stride);
    long[] planes = randomPlanes(4, words, queryWords);
    for (int row = 0; row < count; row++) {
      long offset = row * stride;
      int expected =
          IntStream.range(0, 4)
              .map(b -> commonBits(rows, offset, planes, b * queryWords, words) << b)
              .sum();
      assertThat(scalar.dot1x4(rows, offset, planes, queryWords)).isEqualTo(expected);
      assertThat(vector.dot1x4(rows, offset, planes, queryWords)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 16, 17, 20, 24, 25, 31, 48, 64, 251})
  void bitProductsOfManyRowsAgree(int words) {
    int queryWords = (words + 7) & -8;
    int stride = (8 * queryWords + 12 + 63) / 64 * 64;
    MemorySegment rows = randomBytes(40L * stride);
    long[] planes = randomPlanes(4, words, queryWords);
    int[] numbers = random.ints(30, 0, 40).toArray();
    int[] expected = new int[30];
    int[] actual = random.ints(30).toArray();
    scalar.dots1x4(rows, numbers, 3, 27, stride, planes, queryWords, expected);
    vector.dots1x4(rows, numbers, 3, 27, stride, planes, queryWords, actual);
    assertThat(Arrays.copyOf(actual, 27)).isEqualTo(Arrays.copyOf(expected, 27));
    assertThat(expected[5])
        .isEqualTo(scalar.dot1x4(rows, (long) numbers[8] * stride, planes, queryWords));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 20, 21, 64, 251})
  void nibbleProductsAgree(int words) {
    int queryWords = (words + 7) & -8;
    MemorySegment rows = randomBytes(2 * (32L * words + 16) + 64);
    long[] planes = randomPlanes(8, words, queryWords);
    for (long offset : new long[] {0, 32L * words + 16}) {
      assertThat(vector.dot4x8(rows, offset, 8L * words, planes, queryWords))
          .isEqualTo(scalar.dot4x8(rows, offset, 8L * words, planes, queryWords));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 64, 1000})
  void insertionsAgreeAndKeepTheOrder(int length) {
    long[] expected = new long[8 + length + 8];
    Arrays.fill(expected, Long.MAX_VALUE);
    Arrays.fill(expected, 0, 8, Long.MIN_VALUE);
    long[] actual = expected.clone();
    for (int i = 0; i < 2 * length; i++) {
      int count = random.nextInt(10);
      long[] values = random.longs(count, 0, length).toArray();
      scalar.insert(expected, 8, 8 + length, values, count);
      vector.insert(actual, 8, 8 + length, values, count);
    }
    assertThat(actual).isEqualTo(expected).isSorted();
    assertThat(actual[8 + length - 1]).isLessThan(length);
    assertThat(actual[8 + length]).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 1024, 8192})
  void transformsAgreeAndKeepTheNorm(int length) {
    float[] expected = randomFloats(length + 64);
    float[] actual = expected.clone();
    float[] before = expected.clone();
    scalar.hadamard(expected, 64, length);
    vector.hadamard(actual, 64, length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-3f));
    }
    assertThat(squares(actual, 64, length) / length)
        .isCloseTo(squares(before, 64, length), withinDouble(1e-3 * length));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 384, 1280, 4160})
  void summariesAgree(int length) {
    float[] v = randomFloats(length + 64);
    float[] expected = new float[4];
    float[] actual = new float[4];
    scalar.summarise(v, length, expected);
    vector.summarise(v, length, actual);
    assertThat(Arrays.copyOf(actual, 2)).isEqualTo(Arrays.copyOf(expected, 2));
    assertThat(actual[2]).isCloseTo(expected[2], within(1e-5f * length));
    assertThat(actual[3]).isCloseTo(expected[3], within(1e-5f * length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8})
  void quantisedValuesAgree(int bits) {
    float[] v = randomFloats(1344);
    long[] expected = new long[bits * 24];
    long[] actual = random.longs(bits * 24).toArray();
    for (int b = 0; b < bits; b++) {
      Arrays.fill(actual, b * 24 + 21, b * 24 + 24, 0);
    }
    float inverseStep = ((1 << bits) - 1) / 1.5f;
    long sum = scalar.quantize(v, 1344, -0.7f, inverseStep, bits, expected, 24);
    assertThat(vector.quantize(v, 1344, -0.7f, inverseStep, bits, actual, 24)).isEqualTo(sum);
    assertThat(actual).isEqualTo(expected);
  }

  private int commonBits(MemorySegment rows, long row, long[] planes, int at, int words) {
    int sum = 0;
    for (int w = 0; w < words; w++) {
      long x = rows.get(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, row + 8L * w);
      sum += Long.bitCount(x & planes[at + w]);
    }
    return sum;
  }

  private MemorySegment randomBytes(long size) {
    byte[] bytes = new byte[(int) size];
    random.nextBytes(bytes);
    return MemorySegment.ofArray(bytes);
  }

  private long[] randomPlanes(int count, int words, int stride) {
    long[] planes = new long[count * stride];
    for (int b = 0; b < count; b++) {
      for (int w = 0; w < words; w++) {
        planes[b * stride + w] = random.nextLong();
      }
    }
    return planes;
  }

  private float[] randomFloats(int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) random.nextDouble(-1, 1);
    }
    return v;
  }

  private static double squares(float[] v, int from, int length) {
    return IntStream.range(from, from + length).mapToDouble(i -> (double) v[i] * v[i]).sum();
  }

  private static org.assertj.core.data.Offset<Float> within(float x) {
    return org.assertj.core.data.Offset.offset(x);
  }

  private static org.assertj.core.data.Offset<Double> withinDouble(double x) {
    return org.assertj.core.data.Offset.offset(x);
  }
}
