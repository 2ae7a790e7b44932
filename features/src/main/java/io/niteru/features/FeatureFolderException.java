package io.niteru.features;

import java.io.IOException;

/** A folder of features cannot be read or added to; the message says what is in the way. */
public final class FeatureFolderException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Reason {
    /** Nothing was extracted into it. */
    NO_FEATURES,
    /** Its features are of another model. */
    OTHER_MODEL,
    /** Its features are of pictures in another folder. */
    OTHER_PICTURES,
    /** It has features that nothing tells the origin of. */
    UNKNOWN_ORIGIN,
    /** Another extraction is writing into it. */
    IN_USE,
  }

  private final Reason reason;

  /** With a message that can be shown as it is. */
  FeatureFolderException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What is in the way, so that who asked can be told what to do. */
  public Reason reason() {
    return reason;
  }
}
