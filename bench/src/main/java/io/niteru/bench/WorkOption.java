package io.niteru.bench;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a benchmark of an engine keeps what it needs, until it is over. */
final class WorkOption {
  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for vectors and the engine's data; a temporary one if not given.")
  private Path work;

  /** The folder, which is deleted when it is closed. */
  WorkFolder open() throws IOException {
    return WorkFolder.open(work, false);
  }
}
