package io.niteru.images.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.niteru.images.decode.Pixels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorWriterTest {
  private static final byte[] TWO_PIXELS = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};

  @Test
  void layoutAndOrderDecideWhereANumberGoes() {
    assertThat(write(Layout.NHWC, Pixels.Order.RGB, Pixels.Order.RGB))
        .containsExactly(0, 51, 102, 153, 204, 255);
    assertThat(write(Layout.NCHW, Pixels.Order.RGB, Pixels.Order.RGB))
        .containsExactly(0, 153, 51, 204, 102, 255);
    assertThat(write(Layout.NCHW, Pixels.Order.BGR, Pixels.Order.RGB))
        .containsExactly(102, 255, 51, 204, 0, 153);
    assertThat(write(Layout.NCHW, Pixels.Order.BGR, Pixels.Order.BGR))
        .containsExactly(0, 153, 51, 204, 102, 255);
  }

  private static float[] write(Layout layout, Pixels.Order wanted, Pixels.Order given) {
    float[] tensor = new float[6];
    new TensorWriter(layout, wanted, Normalisation.NONE)
        .write(new Pixels(2, 1, TWO_PIXELS, given), tensor);
    return tensor;
  }

  @Test
  void theNamedNormalisationsAreTheUsualOnes() {
    assertThat(Normalisation.TF.table(0)[255]).isEqualTo(1);
    assertThat(Normalisation.TF.table(2)[0]).isEqualTo(-1);
    assertThat(Normalisation.UNIT.table(1)[51]).isCloseTo(0.2f, within(1e-6f));
    assertThat(Normalisation.NONE.table(1)[51]).isEqualTo(51);
    assertThat(Normalisation.TORCH.table(1)[255]).isCloseTo((1 - .456f) / .224f, within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf", "torch", "unit", "none", "0.1,0.2,0.3/0.4,0.5,0.6"})
  void aNormalisationIsReadBackAsItIsWritten(String text) {
    assertThat(Normalisation.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "TF", "1,2/3,4", "1,2,3", "a,b,c/1,1,1", "0,0,0/1,1,0"})
  void anotherNormalisationIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Normalisation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5,0.5,0.5/0.25,0.25,0.25");
    assertThatThrownBy(() -> new Normalisation(List.of(1.0), List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
