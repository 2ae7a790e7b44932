package io.niteru.app.extract;

import io.niteru.app.cli.Progress;
import io.niteru.images.model.DownloadListener;
import io.niteru.images.model.RegisteredModel;
import java.io.PrintWriter;

/** Shows a download of a model, if there is one. */
public final class ModelDownload implements DownloadListener, AutoCloseable {
  private final PrintWriter err;
  private Progress progress;

  /** Draws on {@code err}. */
  public ModelDownload(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void downloaded(RegisteredModel model, long bytes) {
    if (progress == null) {
      err.println("Downloading the model " + model.name() + " (" + model.licence() + ")");
      progress = new Progress("download", model.bytes(), "bytes", err);
      progress.resumedAt(bytes);
    }
    progress.to(bytes);
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
