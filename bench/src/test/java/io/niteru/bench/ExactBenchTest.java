package io.niteru.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactBenchTest {
  private static final int DIMENSION = 16;

  @TempDir private Path folder;

  @Test
  void allWaysOfExactSearchAreTimed() throws IOException {
    assertThat(run())
        .containsPattern("(?m)^batch +[\\d.]+$")
        .containsPattern("(?m)^single +[\\d.]+$")
        .containsPattern("(?m)^single, codes first +[\\d.]+$");
  }

  @Test
  void faissIsTimedBesideThem() throws IOException {
    String out = run();
    boolean missing = out.contains("no Faiss");
    assertThat(missing && "true".equals(System.getenv("CI"))).isFalse();
    if (missing) {
      System.out.println("skipped: python3-faiss is not installed");
    }
    assumeFalse(missing);
    assertThat(out)
        .containsPattern("(?m)^Faiss batch +[\\d.]+$")
        .containsPattern("(?m)^Faiss single +[\\d.]+$");
  }

  private String run() throws IOException {
    StringWriter out = new StringWriter();
    int exit =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .execute(
                "exact",
                write("rows.bin", 300).toString(),
                write("queries.bin", 20).toString(),
                "--dim",
                Integer.toString(DIMENSION),
                "--rounds",
                "1");
    assertThat(exit).isZero();
    return out.toString();
  }

  private Path write(String name, int rows) throws IOException {
    var random = new SplittableRandom(rows);
    ByteBuffer bytes = ByteBuffer.allocate(4 * rows * DIMENSION).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat((float) random.nextGaussian());
    }
    return Files.write(folder.resolve(name), bytes.array());
  }
}
