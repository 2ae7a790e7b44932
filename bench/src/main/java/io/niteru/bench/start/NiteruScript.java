package io.niteru.bench.start;

import io.niteru.app.cli.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The script that users start, with the archives of classes it keeps or without.
 *
 * @param script its path
 * @param archives whether it may use them
 */
public record NiteruScript(Path script, boolean archives) {
  /** The one over the folder this runs from. */
  public static NiteruScript here() throws IOException {
    return new NiteruScript(
        Shell.launcher().orElseThrow(() -> new IOException("there is no script niteru above this")),
        true);
  }

  /** The same without them. */
  NiteruScript withoutArchives() {
    return new NiteruScript(script, false);
  }

  ProcessBuilder command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    if (!archives) {
      // Any flag makes it do without, also one that says what is so anyway.
      builder.environment().put("NITERU_JVM", "-Xshare:auto");
    }
    return builder;
  }

  /** Seconds that a command takes. */
  double seconds(List<String> arguments) throws IOException {
    long start = System.nanoTime();
    Process process =
        command(arguments)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(
            String.format(Locale.ROOT, "niteru %s ended with %d", arguments, exit));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
