package io.niteru.core.codec;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Features of photographs, sixteen crops each; see the tool that makes larger files of them. */
public final class RealFeatures {
  private static final String FILE = "shared/data/clothing_crops.u8.gz";

  private RealFeatures() {}

  /** The first rows; skips the test, or fails it where {@code CI=true}, if they are not there. */
  static float[][] read(int count) throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(FILE))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      String reason = FILE + " is in no folder above this one";
      if ("true".equals(System.getenv("CI"))) {
        throw new IOException(reason);
      }
      System.out.println("skipped: " + reason);
      Assumptions.abort(reason);
    }
    return read(Files.newInputStream(folder.resolve(FILE)), count);
  }

  /** The first rows, at most 2,560, of the excerpt that is in the repository. */
  public static float[][] excerpt(int count) throws IOException {
    return read(RealFeatures.class.getResourceAsStream("/features/clothing_crops.u8.gz"), count);
  }

  /** int32 rows, int32 dimension, a float32 scale a row, then rows of unsigned bytes. */
  private static float[][] read(InputStream packed, int count) throws IOException {
    try (var in =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(packed), 1 << 16))) {
      int rows = Integer.reverseBytes(in.readInt());
      int dimension = Integer.reverseBytes(in.readInt());
      float[] scales = new float[count];
      for (int i = 0; i < rows; i++) {
        float scale = Float.intBitsToFloat(Integer.reverseBytes(in.readInt()));
        if (i < count) {
          scales[i] = scale;
        }
      }
      float[][] vectors = new float[count][dimension];
      for (int i = 0; i < count; i++) {
        byte[] row = in.readNBytes(dimension);
        for (int j = 0; j < dimension; j++) {
          vectors[i][j] = (row[j] & 0xff) * scales[i];
        }
      }
      return vectors;
    }
  }
}
