package io.niteru.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names of rows, one a line, in UTF-8, in the order of the rows. A name may contain anything: a
 * backslash is written as {@code \\}, a newline as {@code \n}, a carriage return as {@code \r}, a
 * tab as {@code \t}. A file written by others may have a lone backslash, which stands for itself.
 */
public final class FeatureNames {
  private FeatureNames() {}

  /** All names of a file. A last line without a newline counts too. */
  public static List<String> read(Path path) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<String> lines = Files.lines(FeatureFolder.regular(path), StandardCharsets.UTF_8)) {
      lines.map(FeatureNames::unescape).forEach(names::add);
    } catch (UncheckedIOException e) {
      throw new IOException(path + " is no text in UTF-8: " + e.getCause().getMessage(), e);
    }
    return names;
  }

  /** A name as it is written on its line. */
  public static String escape(String name) {
    if (name.chars().noneMatch(c -> c == '\\' || c == '\n' || c == '\r' || c == '\t')) {
      return name;
    }
    return name.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  /** The name that was written as {@code line}. */
  public static String unescape(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder name = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      char next = c == '\\' && i + 1 < line.length() ? line.charAt(i + 1) : 0;
      switch (next) {
        case '\\' -> name.append('\\');
        case 'n' -> name.append('\n');
        case 'r' -> name.append('\r');
        case 't' -> name.append('\t');
        default -> {
          name.append(c);
          continue;
        }
      }
      i++;
    }
    return name.toString();
  }
}
