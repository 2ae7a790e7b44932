package io.niteru.images.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorWriterTest {
  private static final int[] TWO_PIXELS = {51 << 8 | 102, 153 << 16 | 204 << 8 | 255};

  @Test
  void layoutAndOrderDecideWhereANumberGoes() {
    assertThat(write(Layout.NHWC, ChannelOrder.RGB, Normalisation.NONE))
        .containsExactly(0, 51, 102, 153, 204, 255);
    assertThat(write(Layout.NHWC, ChannelOrder.BGR, Normalisation.NONE))
        .containsExactly(102, 51, 0, 255, 204, 153);
    assertThat(write(Layout.NCHW, ChannelOrder.RGB, Normalisation.NONE))
        .containsExactly(0, 153, 51, 204, 102, 255);
    assertThat(write(Layout.NCHW, ChannelOrder.BGR, Normalisation.NONE))
        .containsExactly(102, 255, 51, 204, 0, 153);
  }

  private static float[] write(Layout layout, ChannelOrder order, Normalisation normalisation) {
    FloatBuffer tensor = FloatBuffer.allocate(6);
    new TensorWriter(layout, order, normalisation).write(TWO_PIXELS, tensor);
    return tensor.array();
  }

  @Test
  void theNamedNormalisationsAreTheUsualOnes() {
    float[] tf = write(Layout.NHWC, ChannelOrder.RGB, Normalisation.TF);
    assertThat(tf[0]).isEqualTo(-1);
    assertThat(tf[5]).isEqualTo(1);
    assertThat(write(Layout.NHWC, ChannelOrder.RGB, Normalisation.UNIT)[1])
        .isCloseTo(0.2f, within(1e-6f));
    float[] torch = write(Layout.NHWC, ChannelOrder.RGB, Normalisation.TORCH);
    assertThat(torch[4]).isCloseTo((0.8f - .456f) / .224f, within(1e-5f));
    float[] blueFirst = write(Layout.NHWC, ChannelOrder.BGR, Normalisation.TORCH);
    assertThat(blueFirst[3]).isCloseTo((1 - .406f) / .225f, within(1e-5f));
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
