package io.niteru.app.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Pages with {@code {{names}}} for what is to be filled in. */
public final class Template {
  private Template() {}

  /**
   * Reads one.
   *
   * @param owner class it lies beside
   * @param name of the file
   */
  public static String read(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Text as it stands in HTML, between tags or in double quotes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
