package io.niteru.app.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * The approximate index, kept beside the feature file in a folder of its own for each M and
 * efConstruction: a Lucene index of one segment, its documents the rows in their order.
 */
final class GraphIndex implements AutoCloseable {
  /** The field of the unit vectors. */
  static final String FIELD = "vector";

  private static final String SECONDS = "seconds";

  private final Path folder;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final boolean built;

  private GraphIndex(Path folder, boolean built) throws IOException {
    this.folder = folder;
    this.built = built;
    this.directory = FSDirectory.open(folder);
    try {
      this.reader = DirectoryReader.open(directory);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    this.searcher = new IndexSearcher(reader);
  }

  /** Opens the graph of a file's rows; builds it if it is missing or was of other rows. */
  static GraphIndex open(
      Source source, long fingerprint, int m, int efConstruction, PrintWriter err)
      throws IOException {
    Path folder =
        source.folder().resolve(String.format(Locale.ROOT, "graph-m%d-ef%d", m, efConstruction));
    Map<String, String> about =
        Map.of(
            "rows", Integer.toString(source.file().rows()),
            "dimension", Integer.toString(source.file().dimension()),
            "fingerprint", Long.toHexString(fingerprint));
    if (isOf(folder, about)) {
      return new GraphIndex(folder, false);
    }
    delete(folder);
    long start = System.nanoTime();
    new GraphBuild(source.file(), m, efConstruction, err)
        .write(
            folder,
            () -> {
              var data = new java.util.HashMap<>(about);
              data.put(SECONDS, Double.toString((System.nanoTime() - start) / 1e9));
              return data;
            });
    return new GraphIndex(folder, true);
  }

  private static boolean isOf(Path folder, Map<String, String> about) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Directory directory = FSDirectory.open(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        return false;
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        return reader.getIndexCommit().getUserData().entrySet().containsAll(about.entrySet());
      }
    } catch (CorruptIndexException | IndexFormatTooOldException | IllegalArgumentException e) {
      // Cut off by a crash, or written by another version.
      return false;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The graph asked with so many candidates. */
  GraphSearch with(int efSearch) {
    return new GraphSearch(searcher, FIELD, efSearch);
  }

  /** How long it took to build, now or then. */
  double seconds() throws IOException {
    return Double.parseDouble(reader.getIndexCommit().getUserData().get(SECONDS));
  }

  /** Whether it was built just now. */
  boolean built() {
    return built;
  }

  /** Bytes on disk. */
  long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
