package io.niteru.app.demo;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Commands for a shell, to be copied as they stand. */
final class Shell {
  private Shell() {}

  /** A word as it must be written to be taken as it is. */
  static String quote(Object word) {
    String text = word.toString();
    return text.matches("[\\w./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** What starts niteru, wherever the shell is: the script over the folder this runs from. */
  static String niteru() {
    try {
      Path jar =
          Path.of(Shell.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // <root>/app/target/dist/lib/niteru-app.jar, or classes of a build.
      for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
        Path script = folder.resolve("niteru");
        if (Files.isRegularFile(script) && Files.isExecutable(script)) {
          return quote(script);
        }
      }
    } catch (URISyntaxException | RuntimeException e) {
      // Nothing is known of the jar.
    }
    return "niteru";
  }
}
