package io.niteru.app.verify;

import io.niteru.app.Progress;
import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.InfoStream;

/** Hears from Lucene how many nodes a graph has while segments merge, and shows it. */
final class BuildSteps extends InfoStream {
  private static final Pattern BUILT = Pattern.compile("built (\\d+) ");

  private final int rows;
  private final PrintWriter err;
  private volatile Progress progress;

  BuildSteps(int rows, PrintWriter err) {
    this.rows = rows;
    this.err = err;
  }

  /** The merge begins. */
  void begin() {
    progress = new Progress("graph", rows, "nodes", err);
  }

  /** All nodes are linked. */
  void end() {
    progress.to(rows);
    close();
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals("HNSW");
  }

  @Override
  public void message(String component, String message) {
    Matcher built = BUILT.matcher(message);
    if (progress != null && built.find()) {
      progress.to(Long.parseLong(built.group(1)));
    }
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
