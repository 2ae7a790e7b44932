package io.niteru.images.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.images.Fixtures;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResizerTest {
  private static final int SIDE = 224;

  /** The golden bytes were made by Pillow from the photographs; some of these are in the data. */
  @Test
  void photographsAreResizedByteForByteAsPillowDoes() throws IOException {
    byte[] golden = Files.readAllBytes(Fixtures.shared("models/golden/golden_12x224x224x3.u8"));
    List<String> lines = Files.readAllLines(Fixtures.shared("models/golden/golden.tsv"));
    Path photographs = Fixtures.shared("data/clothing");
    Resizer resizer = new Resizer(SIDE, SIDE, Fit.STRETCH);
    int compared = 0;
    try (PictureDecoder decoder = new PictureDecoder(1_000_000)) {
      for (int i = 0; i < 12; i++) {
        Path photograph = photographs.resolve(lines.get(i + 1).split("\t")[1]);
        if (Files.exists(photograph)) {
          Pixels small = resizer.resize(decoder.decode(photograph));
          requireEqual(small, golden, i * 3 * SIDE * SIDE);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(3);
  }

  private static void requireEqual(Pixels pixels, byte[] golden, int from) {
    for (int i = 0; i < 3 * SIDE * SIDE; i++) {
      int c = pixels.order() == Pixels.Order.RGB ? i % 3 : 2 - i % 3;
      assertThat(pixels.data()[i / 3 * 3 + c]).as("byte %d", i).isEqualTo(golden[from + i]);
    }
  }

  @Test
  void thePlainColourOfAPictureOfAnySizeStaysAsItIs() {
    Random random = new Random(1);
    for (int i = 0; i < 50; i++) {
      int width = 1 + random.nextInt(400);
      int height = 1 + random.nextInt(400);
      byte[] data = new byte[3 * width * height];
      byte[] colour = {(byte) 255, (byte) random.nextInt(256), 0};
      for (int j = 0; j < data.length; j++) {
        data[j] = colour[j % 3];
      }
      Resizer resizer = new Resizer(1 + random.nextInt(60), 1 + random.nextInt(60), Fit.STRETCH);
      Pixels out = resizer.resize(new Pixels(width, height, data, Pixels.Order.RGB));
      for (int j = 0; j < out.data().length; j++) {
        assertThat(out.data()[j]).isEqualTo(colour[j % 3]);
      }
    }
  }

  @Test
  void croppingIsResizingTheMiddleOfThePicture() {
    for (int[] size : new int[][] {{90, 50}, {50, 91}, {64, 64}, {7, 300}, {1, 9}, {200, 3}}) {
      for (int[] target : new int[][] {{24, 24}, {32, 20}, {20, 32}}) {
        Pixels whole = noise(size[0], size[1]);
        int width = Math.clamp(size[1] * target[0] / target[1], 1, size[0]);
        int height = Math.clamp(size[0] * target[1] / target[0], 1, size[1]);
        Pixels middle = cut(whole, (size[0] - width) / 2, (size[1] - height) / 2, width, height);
        Pixels expected = new Resizer(target[0], target[1], Fit.STRETCH).resize(middle);
        Pixels out = new Resizer(target[0], target[1], Fit.CROP).resize(whole);
        assertThat(out.data()).as(size[0] + " x " + size[1]).isEqualTo(expected.data());
      }
    }
  }

  @Test
  void vectorsGiveTheBytesOfTheScalarPasses() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      Pixels in = noise(1 + random.nextInt(300), 1 + random.nextInt(300));
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      Fit fit = Fit.values()[i % 2];
      Pixels expected = new Resizer(width, height, fit, new ScalarPasses()).resize(in);
      Pixels out = new Resizer(width, height, fit, new VectorPasses()).resize(in);
      assertThat(out.data())
          .as("%d x %d to %d x %d", in.width(), in.height(), width, height)
          .isEqualTo(expected.data());
    }
  }

  @Test
  void aResizerServesPicturesOfDifferentSizesInTurn() {
    Resizer used = new Resizer(40, 30, Fit.STRETCH);
    for (int[] size : new int[][] {{300, 200}, {20, 500}, {40_000, 2}, {300, 10}, {301, 200}}) {
      Pixels in = noise(size[0], size[1]);
      Pixels expected = new Resizer(40, 30, Fit.STRETCH, new ScalarPasses()).resize(in);
      assertThat(used.resize(in).data()).isEqualTo(expected.data());
    }
  }

  private static Pixels noise(int width, int height) {
    byte[] data = new byte[3 * width * height];
    new Random(width * 1000L + height).nextBytes(data);
    return new Pixels(width, height, data, Pixels.Order.BGR);
  }

  private static Pixels cut(Pixels in, int x, int y, int width, int height) {
    byte[] data = new byte[3 * width * height];
    for (int row = 0; row < height; row++) {
      int from = 3 * ((y + row) * in.width() + x);
      System.arraycopy(in.data(), from, data, 3 * row * width, 3 * width);
    }
    return new Pixels(width, height, data, in.order());
  }

  @Test
  void aCheckerboardBecomesGrey() {
    byte[] data = new byte[3 * 256 * 256];
    for (int i = 0; i < data.length; i++) {
      int pixel = i / 3;
      data[i] = (byte) ((pixel % 256 + pixel / 256) % 2 == 0 ? 255 : 0);
    }
    Pixels out =
        new Resizer(32, 32, Fit.STRETCH).resize(new Pixels(256, 256, data, Pixels.Order.RGB));
    for (byte b : out.data()) {
      assertThat(b & 255).isBetween(126, 129);
    }
  }
}
