package io.niteru.images.extract;

/** Hears how far an extraction is; called by one thread at a time, but not always the same. */
public interface ExtractionListener {
  /** Hears nothing. */
  ExtractionListener SILENT = new ExtractionListener() {};

  /** The folder has been walked: {@code done} of {@code total} pictures are done already. */
  default void found(int total, int done) {}

  /** One more picture is done. */
  default void done() {}

  /** A picture, or a whole folder, is skipped. */
  default void skipped(String name, String reason) {}
}
