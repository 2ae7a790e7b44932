package io.niteru.images.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.features.FeatureFolder;
import io.niteru.images.model.ColourEdge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extractions in a process of their own, which is killed without warning. */
class KilledExtractionTest {
  private static final int PICTURES = 300;
  private static final int KILLS = 6;

  @TempDir private Path temp;

  /** What the child runs. */
  public static void main(String[] args) throws IOException {
    Extraction plan = new Extraction(Path.of(args[0]), Path.of(args[1]), 2, 1_000_000);
    plan.run(new ColourEdge(), ExtractionListener.SILENT);
  }

  @Test
  void afterAnyNumberOfKillsTheFilesAreThoseOfAnUninterruptedRun() throws Exception {
    Path pictures = temp.resolve("pictures");
    for (int i = 0; i < PICTURES; i++) {
      Path file = pictures.resolve("folder%d/p%03d.jpg".formatted(i % 7, i));
      if (i % 10 == 3) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no picture");
      } else {
        Photographs.draw(file, i);
      }
    }
    Path whole = temp.resolve("whole");
    assertThat(start(pictures, whole).waitFor()).isZero();

    Path killed = temp.resolve("killed");
    Random random = new Random(1);
    int seen = 0;
    for (int i = 0; i < KILLS; i++) {
      Process child = start(pictures, killed);
      long rows = Math.min(PICTURES, seen + 1 + random.nextInt(40));
      while (child.isAlive() && rows(killed) < rows) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      child.destroyForcibly().waitFor();
      seen = (int) rows(killed);
    }
    System.out.println("killed " + KILLS + " times, the last time at row " + seen);
    assertThat(seen).isBetween(1, PICTURES);
    assertThat(start(pictures, killed).waitFor()).isZero();
    ExtractionTest.requireSameFiles(whole, killed);
  }

  private static long rows(Path folder) throws IOException {
    Path file = folder.resolve(FeatureFolder.FEATURES);
    return Files.exists(file) ? Files.size(file) / (4 * ColourEdge.DIMENSION) : 0;
  }

  private static Process start(Path pictures, Path out) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                KilledExtractionTest.class.getName(),
                pictures.toString(),
                out.toString())
            .inheritIO();
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
