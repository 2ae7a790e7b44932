package io.niteru.app.node;

import java.nio.file.Path;
import java.util.Locale;

/** Where this user's files belong, by the habits of the system. */
public final class UserFolders {
  private UserFolders() {}

  /** Folder of the indexes when none is given. */
  public static Path data() {
    Path home = Path.of(System.getProperty("user.home"));
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
      return home.resolve("Library/Application Support/niteru");
    }
    String xdg = System.getenv("XDG_DATA_HOME");
    Path base = xdg == null || xdg.isBlank() ? home.resolve(".local/share") : Path.of(xdg);
    return base.resolve("niteru");
  }
}
