package io.niteru.images.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.images.Fixtures;
import io.niteru.images.decode.Orientation;
import io.niteru.images.decode.Pixels;
import io.niteru.images.decode.Plane;
import io.niteru.images.decode.YccPlanes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizerTest {
  private static final int SIDE = 224;

  /** By the SHA-256 of what Pillow makes of them. */
  @ParameterizedTest
  @CsvSource({
    "pants, 75b68f7fde353377e2ae48f62abb1f9f89b78b548832ee9405108e324ff42509",
    "polo, 28d101787e188b40a7a8986538505d14074f66b59662f027612387f048c480d1",
    "top, 42fed2bac89467bbae507af0b5b9b4f6d6a26ca25c6d182ff858742994e1702d"
  })
  void photographsAreResizedByteForByteAsPillowDoes(String name, String golden) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Fixtures.photograph(name)));
    int width = image.getWidth();
    int height = image.getHeight();
    Pixels in = Pixels.of(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    int[] pixels = new Resizer(SIDE, SIDE, Fit.STRETCH).resize(in);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < 3 * SIDE * SIDE; i++) {
      digest.update((byte) (pixels[i / 3] >> 16 - 8 * (i % 3)));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(golden);
  }

  @Test
  void thePlainColourOfAPictureOfAnySizeStaysAsItIs() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      int width = 1 + random.nextInt(400);
      int height = 1 + random.nextInt(400);
      int colour = 255 << 16 | random.nextInt(256) << 8;
      int[] plain = new int[width * height];
      Arrays.fill(plain, colour);
      Resizer resizer = new Resizer(1 + random.nextInt(60), 1 + random.nextInt(60), Fit.STRETCH);
      assertThat(resizer.resize(Pixels.of(width, height, plain))).containsOnly(colour);
    }
  }

  @Test
  void croppingIsResizingTheMiddleOfThePicture() {
    for (int[] size : new int[][] {{90, 50}, {50, 91}, {64, 64}, {7, 300}, {1, 9}, {200, 3}}) {
      for (int[] target : new int[][] {{24, 24}, {32, 20}, {20, 32}}) {
        Pixels whole = Fixtures.noise(size[0], size[1]);
        int width = Math.clamp(size[1] * target[0] / target[1], 1, size[0]);
        int height = Math.clamp(size[0] * target[1] / target[0], 1, size[1]);
        Pixels middle = cut(whole, (size[0] - width) / 2, (size[1] - height) / 2, width, height);
        int[] expected = new Resizer(target[0], target[1], Fit.STRETCH).resize(middle);
        int[] out = new Resizer(target[0], target[1], Fit.CROP).resize(whole);
        assertThat(out).as(size[0] + " x " + size[1]).isEqualTo(expected);
      }
    }
  }

  @Test
  void vectorsGiveTheBytesOfTheScalarPasses() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      Pixels in = Fixtures.noise(1 + random.nextInt(300), 1 + random.nextInt(300));
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      Fit fit = Fit.values()[i % 2];
      int[] expected =
          new Resizer(width, height, fit, new ScalarPasses(), new ScalarLines()).resize(in);
      int[] out = new Resizer(width, height, fit, new VectorPasses(), new VectorLines()).resize(in);
      assertThat(out)
          .as("%d x %d to %d x %d", in.width(), in.height(), width, height)
          .isEqualTo(expected);
    }
  }

  @Test
  void vectorsGiveThePixelsOfTheScalarLines() {
    Random random = new Random(4);
    for (int i = 0; i < 100; i++) {
      YccPlanes in = planes(1 + random.nextInt(300), 1 + random.nextInt(300), random);
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      Fit fit = Fit.values()[i % 2];
      int[] expected =
          new Resizer(width, height, fit, new ScalarPasses(), new ScalarLines()).resize(in);
      int[] out = new Resizer(width, height, fit, new VectorPasses(), new VectorLines()).resize(in);
      assertThat(out)
          .as("%d x %d to %d x %d", in.width(), in.height(), width, height)
          .isEqualTo(expected);
    }
  }

  private static YccPlanes planes(int width, int height, Random random) {
    int stepX = 1 + random.nextInt(2);
    int stepY = 1 + random.nextInt(2);
    int columns = Math.ceilDiv(width, stepX);
    int rows = Math.ceilDiv(height, stepY);
    return new YccPlanes(
        List.of(
            plane(width, height, random),
            plane(columns, rows, random),
            plane(columns, rows, random)),
        stepX,
        stepY,
        new Orientation(1 + random.nextInt(8)));
  }

  private static Plane plane(int width, int height, Random random) {
    int stride = width + random.nextInt(3);
    MemorySegment samples = Arena.ofAuto().allocate((long) stride * height);
    byte[] bytes = new byte[stride * height];
    random.nextBytes(bytes);
    MemorySegment.copy(bytes, 0, samples, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return new Plane(width, height, stride, samples);
  }

  @Test
  void aResizerServesPicturesOfDifferentSizesInTurn() {
    Resizer used = new Resizer(40, 30, Fit.STRETCH);
    for (int[] size : new int[][] {{300, 200}, {20, 500}, {40_000, 2}, {300, 10}, {301, 200}}) {
      Pixels in = Fixtures.noise(size[0], size[1]);
      int[] expected =
          new Resizer(40, 30, Fit.STRETCH, new ScalarPasses(), new ScalarLines()).resize(in);
      assertThat(used.resize(in)).isEqualTo(expected);
    }
  }

  private static Pixels cut(Pixels in, int x, int y, int width, int height) {
    int[] from = Fixtures.rgb(in);
    int[] to = new int[width * height];
    for (int row = 0; row < height; row++) {
      System.arraycopy(from, (y + row) * in.width() + x, to, row * width, width);
    }
    return Pixels.of(width, height, to);
  }

  @Test
  void aCheckerboardBecomesGrey() {
    int[] board = new int[256 * 256];
    Arrays.setAll(board, i -> (i % 256 + i / 256) % 2 == 0 ? 0xffffff : 0);
    int[] out = new Resizer(32, 32, Fit.STRETCH).resize(Pixels.of(256, 256, board));
    for (int pixel : out) {
      assertThat(pixel & 255).isBetween(126, 129);
      assertThat(pixel >> 8 & 255).isEqualTo(pixel & 255);
      assertThat(pixel >> 16).isEqualTo(pixel & 255);
    }
  }
}
