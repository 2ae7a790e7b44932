package io.niteru.images.extract;

import io.niteru.features.FeatureNames;
import io.niteru.features.LineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code skipped.tsv}: the pictures that gave no row, one a line, name, tab, reason, both escaped
 * as {@link FeatureNames} says. Opening it cuts off a torn last line.
 */
final class SkippedFile implements AutoCloseable {
  static final String NAME = "skipped.tsv";

  private final LineFile lines;

  private SkippedFile(LineFile lines) {
    this.lines = lines;
  }

  static SkippedFile open(Path folder) throws IOException {
    return new SkippedFile(LineFile.open(folder.resolve(NAME)));
  }

  int count() {
    return lines.lines();
  }

  List<String> names() throws IOException {
    return lines.read().stream()
        .map(line -> FeatureNames.unescape(line.split("\t", 2)[0]))
        .toList();
  }

  void append(String name, String reason) throws IOException {
    lines.append(FeatureNames.escape(name) + "\t" + FeatureNames.escape(reason));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
