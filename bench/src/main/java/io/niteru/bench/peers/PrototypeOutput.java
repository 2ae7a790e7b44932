package io.niteru.bench.peers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the prototype prints about its build. */
record PrototypeOutput(double encodeSeconds, double buildSeconds) {
  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if the lines are missing
   */
  static PrototypeOutput parse(String printed) {
    return new PrototypeOutput(seconds("encode", printed), seconds("build", printed));
  }

  private static double seconds(String step, String printed) {
    Matcher line = Pattern.compile("^" + step + " ([0-9.]+)s", Pattern.MULTILINE).matcher(printed);
    if (!line.find()) {
      throw new IllegalArgumentException(
          "the prototype printed no line '" + step + " …s': " + printed.lines().limit(5).toList());
    }
    return Double.parseDouble(line.group(1));
  }
}
