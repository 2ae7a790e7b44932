package io.niteru.app.verify;

import io.niteru.app.cli.Progress;
import io.niteru.features.exact.CertifiedIndex;
import io.niteru.features.exact.ExactIndex;
import io.niteru.features.exact.Metric;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Exact search by cosine, which all else is measured against. */
final class ExactTwin implements AutoCloseable {
  private final ExactIndex plain;
  private final CertifiedIndex certified;
  private final Path codes;

  private ExactTwin(ExactIndex plain, CertifiedIndex certified, Path codes) {
    this.plain = plain;
    this.certified = certified;
    this.codes = codes;
  }

  /** Reads and checks all rows; makes their codes unless they are there. */
  static ExactTwin open(Source source, PrintWriter err) throws IOException {
    Files.createDirectories(source.folder());
    Path codes = source.folder().resolve("codes");
    if (!Files.exists(codes)) {
      DiskCheck.in(source.folder()).checkCodes(source.file());
    }
    try (var progress = new Progress("exact twin", source.file().rows(), "rows", err)) {
      ExactIndex plain = new ExactIndex(source.file(), Metric.COSINE);
      CertifiedIndex certified;
      try {
        certified = CertifiedIndex.open(plain, codes);
      } catch (IOException e) {
        // Of a file that has changed since, or cut off by a crash.
        Files.deleteIfExists(codes);
        certified = CertifiedIndex.open(plain, codes);
      }
      progress.to(source.file().rows());
      return new ExactTwin(plain, certified, codes);
    }
  }

  /** Changes with the rows. */
  long fingerprint() {
    return plain.fingerprint();
  }

  /** The nearest of each query, itself left out. */
  Neighbor[][] nearest(Queries queries, int k) {
    Neighbor[][] found = plain.searchAll(queries.vectors(), queries.wanted(k));
    Neighbor[][] nearest = new Neighbor[found.length][];
    Arrays.setAll(nearest, q -> queries.others(q, found[q], k));
    return nearest;
  }

  /** Milliseconds a query of all together. */
  double batch(Queries queries, int k) {
    long start = System.nanoTime();
    plain.searchAll(queries.vectors(), k);
    return (System.nanoTime() - start) / 1e6 / queries.count();
  }

  /** Compares all rows. */
  void single(float[] query, int k) {
    plain.search(query, k);
  }

  /** Lets codes rule rows out. */
  void certified(float[] query, int k) {
    certified.search(query, k);
  }

  /** Bytes of the codes on disk. */
  long bytes() throws IOException {
    return Files.size(codes);
  }

  @Override
  public void close() {
    certified.close();
  }
}
