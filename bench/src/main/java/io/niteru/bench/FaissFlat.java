package io.niteru.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Exact search of Faiss in a Python of its own: Debian's {@code python3-faiss}, or what {@code
 * NITERU_PYTHON} names. Not thread-safe.
 */
final class FaissFlat implements AutoCloseable {
  private final Path script;
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter commands;
  private final String version;

  private FaissFlat(Path script, Process process, BufferedReader answers, String version) {
    this.script = script;
    this.process = process;
    this.answers = answers;
    this.commands = new PrintWriter(process.outputWriter());
    this.version = version;
  }

  /** Loads the rows, or returns nothing where Faiss is not installed. */
  static Optional<FaissFlat> start(Path rows, Path queries, int dimension, int k)
      throws IOException {
    Path script = Files.createTempFile("faiss_flat", ".py");
    try (InputStream in = FaissFlat.class.getResourceAsStream("faiss_flat.py")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    String python = Optional.ofNullable(System.getenv("NITERU_PYTHON")).orElse("/usr/bin/python3");
    Process process =
        new ProcessBuilder(
                python,
                script.toString(),
                rows.toString(),
                queries.toString(),
                Integer.toString(dimension),
                Integer.toString(k))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader answers = process.inputReader();
    String version = answers.readLine();
    if (version == null) {
      process.destroy();
      Files.delete(script);
      return Optional.empty();
    }
    return Optional.of(new FaissFlat(script, process, answers, version));
  }

  /** Version and threads. */
  String version() {
    return version;
  }

  /** Milliseconds a query of all together. */
  double batch() throws IOException {
    return ask("batch");
  }

  /** Milliseconds a query, so many asked one after another. */
  double single(int count) throws IOException {
    return ask("single " + count);
  }

  private double ask(String command) throws IOException {
    commands.println(command);
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("Faiss ended; is there memory for a copy of the rows?");
    }
    return Double.parseDouble(answer);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.delete(script);
  }
}
