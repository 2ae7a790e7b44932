package io.niteru.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.features.FeatureFile;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropFeaturesTest {
  private static final int PHOTOGRAPHS = 310;
  private static final int DIMENSION = 24;
  private static final int COUNT = 500;

  private final PrintWriter nowhere = new PrintWriter(Writer.nullWriter());

  @TempDir Path folder;

  @Test
  void makesTheBytesOfTheToolItReplaces() throws Exception {
    FeatureSource features = write();

    // What tools/Expand.java makes of the same archive.
    assertThat(sha256(features.rows()))
        .isEqualTo("a953de8e43a56a13fda71e74fac517c9172ac031d6881b2c79066ead714787dd");
    assertThat(sha256(features.queries()))
        .isEqualTo("fa388fa4568d4a3299cc867dfac319372496560957ca64378f223dedf248f7fc");
  }

  @Test
  void isReadBackRowByRow() throws Exception {
    FeatureSource features = write();

    FeatureFile rows = FeatureFile.open(features.rows(), DIMENSION);
    assertThat(rows.rows()).isEqualTo(COUNT);
    assertThat(FeatureFile.open(features.queries(), DIMENSION).rows()).isEqualTo(300);
    for (float value : rows.row(COUNT - 1)) {
      assertThat(value).isNotNegative();
    }
  }

  private FeatureSource write() throws IOException {
    Path archive = folder.resolve("crops.u8.gz");
    writeArchive(archive);
    return CropFeatures.write(
        archive, folder.resolve("out"), COUNT, new FeatureWriter("test", nowhere));
  }

  /** As many photographs as are held back and ten more, of random bytes. */
  private static void writeArchive(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int rows = PHOTOGRAPHS * CropArchive.VIEWS;
    try (var out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(Integer.reverseBytes(rows));
      out.writeInt(Integer.reverseBytes(DIMENSION));
      for (int i = 0; i < rows; i++) {
        float scale = random.nextFloat() / 100;
        out.writeInt(Integer.reverseBytes(Float.floatToIntBits(scale)));
      }
      byte[] codes = new byte[rows * DIMENSION];
      random.nextBytes(codes);
      out.write(codes);
    }
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
