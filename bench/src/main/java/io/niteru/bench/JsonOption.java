package io.niteru.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a report goes as JSON. */
final class JsonOption {
  @Option(names = "--json", paramLabel = "OUT", description = "Write the results to this file.")
  private Path file;

  /** Writes a report, if that was asked for. */
  void write(Object report) throws IOException {
    if (file != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
    }
  }
}
