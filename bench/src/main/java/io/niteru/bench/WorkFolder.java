package io.niteru.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.FeatureSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.util.IOUtils;

/** Where a benchmark keeps its vectors and indexes; deleted in the end unless they are to stay. */
record WorkFolder(Path path, boolean kept) implements AutoCloseable {
  /**
   * A folder in the one given, or else a temporary one.
   *
   * @param work where it is to be, or null
   * @param keep whether it stays, if it is not temporary
   */
  static WorkFolder open(Path work, boolean keep) throws IOException {
    if (work == null) {
      return new WorkFolder(Files.createTempDirectory("niteru-bench-"), false);
    }
    Path path = Files.createDirectories(work.resolve("niteru-bench")).toAbsolutePath();
    return new WorkFolder(path, keep);
  }

  /**
   * The vectors of this run, scaled to length 1.
   *
   * @param reuse takes those an earlier run left, if they are the same
   */
  DataSet vectors(BuildOptions options, boolean reuse, PrintWriter log) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Optional<FeatureSource> given = options.given();
    String source = given.isPresent() ? describe(given.get()) : options.describe();
    Path record = path.resolve("vectors.json");
    if (reuse && Files.exists(record)) {
      Earlier earlier = json.readValue(record.toFile(), Earlier.class);
      if (earlier.source().equals(source)) {
        return earlier.vectors();
      }
    }
    Path generated = path.resolve("generated");
    FeatureSource features = given.isPresent() ? given.get() : options.generate(generated, log);
    DataSet vectors = DataSets.normalise(features, path.resolve("vectors.bin"), log);
    IOUtils.rm(generated);
    json.writeValue(record.toFile(), new Earlier(source, vectors));
    return vectors;
  }

  private static String describe(FeatureSource features) throws IOException {
    return features + ", written " + Files.getLastModifiedTime(features.rows());
  }

  @Override
  public void close() throws IOException {
    if (!kept) {
      IOUtils.rm(path);
    }
  }

  /** What an earlier run left. */
  record Earlier(String source, DataSet vectors) {}
}
