package io.niteru.images;

import static org.assertj.core.api.Assertions.fail;

import io.niteru.images.decode.Picture;
import io.niteru.images.decode.Pixels;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Resizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Pictures in the test resources, and the data beside the checkout. */
public final class Fixtures {
  private Fixtures() {}

  /** Photographs of clothes. */
  public static final List<String> PHOTOGRAPHS =
      List.of(
          "longsleeve", "pants", "polo", "skirt", "t-shirt", "t-shirt-too", "top", "undershirt");

  /** The bytes of a small picture. */
  public static byte[] picture(String name) throws IOException {
    return resource("/pictures/" + name);
  }

  /** The bytes of one of the {@link #PHOTOGRAPHS}, a JPEG. */
  public static byte[] photograph(String name) throws IOException {
    return resource("/photographs/" + name + ".jpg");
  }

  /** The bytes of a network of a few nodes and no weights; its features are 48 means of regions. */
  public static byte[] network(String name) throws IOException {
    return resource("/models/" + name);
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream in = Fixtures.class.getResourceAsStream(path)) {
      return in.readAllBytes();
    }
  }

  /**
   * Something in the folder {@code shared} beside the checkout; skips the test without it. Never
   * called where exceptions are expected: the skip is one.
   */
  public static Path shared(String path) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path there = folder.resolve("shared").resolve(path);
      if (Files.exists(there)) {
        return there;
      }
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("shared/%s is missing beside the checkout", path);
    }
    System.out.println("skipped: there is no shared/" + path + " beside the checkout");
    Assumptions.abort("no shared/" + path);
    throw new AssertionError();
  }

  /** The model for development. */
  public static Path model() {
    return shared("models/mobilenet_v2_1.0_224_features_f32.onnx");
  }

  /** The pixels of a picture, without the bits that have no meaning. */
  public static int[] rgb(Picture picture) {
    return new Resizer(picture.width(), picture.height(), Fit.STRETCH).resize(picture);
  }

  /** Pixels of random colours; the bits without meaning are random, too. */
  public static Pixels noise(int width, int height) {
    Random random = new Random(width * 1000L + height);
    return Pixels.of(width, height, random.ints((long) width * height).toArray());
  }

  /** Of the angle between two features. */
  public static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
