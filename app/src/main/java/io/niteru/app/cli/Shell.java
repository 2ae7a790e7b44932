package io.niteru.app.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Commands for a shell, to be copied as they stand, and the script that starts them. */
public final class Shell {
  private Shell() {}

  /** A word as it must be written to be taken as it is. */
  public static String quote(Object word) {
    String text = word.toString();
    return text.matches("[\\w./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** What starts niteru, wherever the shell is. */
  public static String niteru() {
    return launcher().map(Shell::quote).orElse("niteru");
  }

  /** The script over the folder this runs from, if there is one. */
  public static Optional<Path> launcher() {
    try {
      Path jar = Path.of(Shell.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // <root>/app/target/dist/lib/niteru-app.jar, or classes of a build.
      for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
        Path script = folder.resolve("niteru");
        if (Files.isRegularFile(script) && Files.isExecutable(script)) {
          return Optional.of(script);
        }
      }
    } catch (URISyntaxException | RuntimeException e) {
      // Nothing is known of the jar.
    }
    return Optional.empty();
  }
}
