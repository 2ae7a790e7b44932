package io.niteru.images.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.images.Fixtures;
import io.niteru.images.decode.Pixels;
import java.util.Arrays;
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
  void theBitsBesideTheColoursDoNotMatter() {
    int[] opaque = Fixtures.rgb(plain(200, 30));
    Arrays.setAll(opaque, i -> opaque[i] | 0xff000000);
    assertThat(feature(Pixels.of(SIDE, SIDE, opaque))).containsExactly(feature(plain(200, 30)));
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
    int[] rgb = new int[SIDE * SIDE];
    Arrays.fill(rgb, red << 16 | blue);
    return Pixels.of(SIDE, SIDE, rgb);
  }

  /** Stripes of one colour, some darker. */
  private static Pixels stripes(int red, int blue, boolean upright) {
    int[] rgb = Fixtures.rgb(plain(red, blue));
    for (int i = 0; i < rgb.length; i++) {
      int along = upright ? i % SIDE : i / SIDE;
      if (along / 10 % 2 == 0) {
        rgb[i] = red * 2 / 3 << 16 | blue * 2 / 3;
      }
    }
    return Pixels.of(SIDE, SIDE, rgb);
  }
}
