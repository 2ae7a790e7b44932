package io.niteru.app.extract;

import io.niteru.app.cli.Progress;
import io.niteru.images.extract.ExtractionListener;
import java.io.PrintWriter;

/** Shows how far an extraction is. */
public final class ExtractionProgress implements ExtractionListener, AutoCloseable {
  private final PrintWriter err;
  private Progress progress;

  /** Draws on {@code err}. */
  public ExtractionProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void found(int total, int done) {
    progress = new Progress("extract", total, "pictures", err);
    progress.resumedAt(done);
  }

  @Override
  public void done() {
    progress.step(1);
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
