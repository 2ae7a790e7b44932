package io.niteru.images.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.images.decode.Pixels;
import org.junit.jupiter.api.Test;

class ColourEdgeTest {
  private static final int SIDE = 200;

  private final ColourEdge model = new ColourEdge();

  @Test
  void everyFeatureHasLengthOne() {
    assertThat(dot(feature(stripes(200, 0, true)), feature(stripes(200, 0, true))))
        .isCloseTo(1, within(1e-5));
    assertThat(dot(feature(plain(200, 0)), feature(plain(200, 0)))).isCloseTo(1, within(1e-5));
  }

  @Test
  void coloursAndDirectionsOfEdgesTellPicturesApart() {
    float[] query = feature(stripes(200, 10, true));
    double almostTheSame = dot(query, feature(stripes(190, 20, true)));
    double otherDirection = dot(query, feature(stripes(200, 10, false)));
    double otherColour = dot(query, feature(stripes(10, 200, true)));
    double neither = dot(query, feature(stripes(10, 200, false)));
    assertThat(almostTheSame).isGreaterThan(0.95);
    assertThat(otherDirection).isBetween(0.3, 0.7);
    assertThat(otherColour).isBetween(0.3, 0.7);
    assertThat(neither).isLessThan(0.2);
  }

  @Test
  void theOrderOfTheBytesDoesNotMatter() {
    Pixels rgb = plain(200, 30);
    byte[] swapped = rgb.data().clone();
    for (int i = 0; i < swapped.length; i += 3) {
      swapped[i] = rgb.data()[i + 2];
      swapped[i + 2] = rgb.data()[i];
    }
    assertThat(feature(new Pixels(SIDE, SIDE, swapped, Pixels.Order.BGR)))
        .containsExactly(feature(rgb));
  }

  private float[] feature(Pixels pixels) {
    float[] feature = new float[ColourEdge.DIMENSION];
    try (FeatureModel.Worker worker = model.newWorker()) {
      worker.extract(pixels, feature);
    }
    return feature;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static Pixels plain(int red, int blue) {
    byte[] data = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < data.length; i += 3) {
      data[i] = (byte) red;
      data[i + 2] = (byte) blue;
    }
    return new Pixels(SIDE, SIDE, data, Pixels.Order.RGB);
  }

  /** Stripes of one colour, some darker. */
  private static Pixels stripes(int red, int blue, boolean upright) {
    Pixels pixels = plain(red, blue);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int along = upright ? i % SIDE : i / SIDE;
      if (along / 10 % 2 == 0) {
        pixels.data()[3 * i] = (byte) (red * 2 / 3);
        pixels.data()[3 * i + 2] = (byte) (blue * 2 / 3);
      }
    }
    return pixels;
  }
}
