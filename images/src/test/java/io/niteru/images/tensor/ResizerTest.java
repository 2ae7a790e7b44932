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
    Resizer resizer = new Resizer(SIDE, SIDE);
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
      Resizer resizer = new Resizer(1 + random.nextInt(60), 1 + random.nextInt(60));
      Pixels out = resizer.resize(new Pixels(width, height, data, Pixels.Order.RGB));
      for (int j = 0; j < out.data().length; j++) {
        assertThat(out.data()[j]).isEqualTo(colour[j % 3]);
      }
    }
  }

  @Test
  void aCheckerboardBecomesGrey() {
    byte[] data = new byte[3 * 256 * 256];
    for (int i = 0; i < data.length; i++) {
      int pixel = i / 3;
      data[i] = (byte) ((pixel % 256 + pixel / 256) % 2 == 0 ? 255 : 0);
    }
    Pixels out = new Resizer(32, 32).resize(new Pixels(256, 256, data, Pixels.Order.RGB));
    for (byte b : out.data()) {
      assertThat(b & 255).isBetween(126, 129);
    }
  }
}
