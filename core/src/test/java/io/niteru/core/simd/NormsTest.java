package io.niteru.core.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 16, 31, 32, 33, 100, 1280})
  void bothKernelsFollowTheFormulas(int length) {
    Random random = new Random(length);
    float[] a = new float[length];
    float[] b = new float[length];
    double sum = 0;
    double max = 0;
    double dot = 0;
    double squares = 0;
    for (int i = 0; i < length; i++) {
      a[i] = (float) random.nextGaussian();
      b[i] = (float) random.nextGaussian();
      sum += Math.abs((double) a[i] - b[i]);
      dot += (double) a[i] * b[i];
      squares += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      max = Math.max(max, Math.abs((double) a[i] - b[i]));
    }
    assertThat(Norms.dot(a, b)).isCloseTo(dot, within(1e-9));
    assertThat(Norms.squaredDistance(a, b)).isCloseTo(squares, within(1e-9));
    for (Norms norms : new Norms[] {new ScalarNorms(), new VectorNorms()}) {
      assertThat((double) norms.l1(a, b)).isCloseTo(sum, within(sum * 1e-5));
      assertThat((double) norms.lInf(a, b)).isCloseTo(max, within(max * 1e-6));
    }
  }
}
