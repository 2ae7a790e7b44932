package io.niteru.core.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.incubator.vector.LongVector;
import org.junit.jupiter.api.Test;

/** Also run where the JVM prefers vectors of 64 bits. */
class VectorApiTest {
  @Test
  void vectorsNarrowerOrWiderThanKernelsAreWrittenForAreNotUsed() {
    assertThat(List.of(128, 256, 512)).allMatch(VectorApi::fits);
    assertThat(List.of(64, 1024, 2048)).noneMatch(VectorApi::fits);
  }

  @Test
  void theKernelsAreThoseThatFitThisMachine() {
    boolean fits = VectorApi.fits(LongVector.SPECIES_PREFERRED.vectorBitSize());
    assertThat(VectorApi.isUsable()).isEqualTo(fits);
    assertThat(Kernels.best()).isInstanceOf(fits ? VectorKernels.class : ScalarKernels.class);
  }

  @Test
  void theTransformIsThatOfTheScalarTwin() {
    float[] expected = new float[256];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = (i * 37 + 11) % 64 - 30;
    }
    float[] actual = expected.clone();
    new ScalarKernels().hadamard(expected, 0, 256);
    Kernels.best().hadamard(actual, 0, 256);
    assertThat(actual).isEqualTo(expected);
  }
}
