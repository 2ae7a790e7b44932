package io.niteru.app.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages with {@code {{names}}} for what is to be filled in. */
public final class Template {
  private static final Pattern NAME = Pattern.compile("\\{\\{(\\w+)}}");

  private Template() {}

  private static String read(Class<?> owner, String name) throws IOException {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Reads one and fills it in, in one pass: a value that looks like a name stays as it is.
   *
   * @param owner class it lies beside
   * @param name of the file
   * @param values as they are to stand in the page, by name
   * @throws IllegalStateException if the page has a name that has no value
   */
  public static String fill(Class<?> owner, String name, Map<String, String> values)
      throws IOException {
    return NAME.matcher(read(owner, name))
        .replaceAll(found -> {
          String value = values.get(found.group(1));
          if (value == null) {
            throw new IllegalStateException(name + ": nothing for " + found.group());
          }
          return Matcher.quoteReplacement(value);
        });
  }

  /** Text as it stands in HTML, between tags or in quotes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
