package io.niteru.core.quant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What codes are made with must never change: no index could be read that was written before. */
class RotationTest {
  private static final long SEED = 0x6E69746572753031L;

  @Test
  void theSignsAreThoseOfEveryIndexThereIs() {
    var signs = new Signs(SEED);
    assertThat(next64(signs)).isEqualTo(0x45CA1669139BF3F6L);
    for (int i = 64; i < 4 * 384; i++) {
      signs.next();
    }
    assertThat(next64(signs)).isEqualTo(0x64D7411267B8E715L);
  }

  /** Of which today's signs were taken; where a JDK has another, only this is to go. */
  @Test
  void theyAreThoseOfTheGeneratorThatMadeTheFirst() {
    var signs = new Signs(SEED);
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      assertThat(signs.next()).isEqualTo(random.nextBoolean() ? 1f : -1f);
    }
  }

  @Test
  void aVectorIsTurnedAsItAlwaysWas() {
    float[] v = new float[384];
    v[0] = 1;
    v[383] = -2;
    new Rotation(384).apply(v);
    assertThat(new float[] {v[0], v[1], v[127], v[128], v[256], v[383]})
        .containsExactly(new float[] {-0.048828125f, 0.052734375f, 0.123046875f, -0.009521484375f, 0.092041015625f, 0.027587890625f}, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(ints = {384, 448, 512, 1_280, 4_096, 16_064})
  void lengthsStay(int dimension) {
    var random = new SplittableRandom(dimension);
    float[] v = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      v[i] = (float) random.nextGaussian();
    }
    double before = Space.norm(v);
    new Rotation(dimension).apply(v);
    assertThat(Space.norm(v)).isCloseTo(before, within(1e-4 * before));
  }

  /** Bit i is set where sign i is 1. */
  private static long next64(Signs signs) {
    long bits = 0;
    for (int i = 0; i < 64; i++) {
      bits |= signs.next() > 0 ? 1L << i : 0;
    }
    return bits;
  }
}
