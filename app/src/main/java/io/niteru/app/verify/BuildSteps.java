package io.niteru.app.verify;

import io.niteru.app.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.InfoStream;

/** Hears from Lucene how many nodes a graph has, and shows them as the second half of a build. */
final class BuildSteps extends InfoStream {
  private static final Pattern BUILT = Pattern.compile("built (\\d+) ");

  private final int rows;
  private final Progress progress;

  BuildSteps(int rows, Progress progress) {
    this.rows = rows;
    this.progress = progress;
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals("HNSW");
  }

  @Override
  public void message(String component, String message) {
    Matcher built = BUILT.matcher(message);
    if (built.find()) {
      progress.to(rows + Long.parseLong(built.group(1)));
    }
  }

  @Override
  public void close() {}
}
