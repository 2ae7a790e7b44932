package io.niteru.images.model;

/** Hears how far a download is; called from the thread that downloads. */
@FunctionalInterface
public interface DownloadListener {
  /** Hears nothing. */
  DownloadListener SILENT = (model, bytes) -> {};

  /** {@code bytes} of the model's file are there; the first call says with how many it begins. */
  void downloaded(RegisteredModel model, long bytes);
}
