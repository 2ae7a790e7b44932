package io.niteru.images.decode;

import java.io.IOException;

/** A picture cannot be decoded; the message is a short reason without the file's name. */
public final class UnreadablePictureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a reason to show. */
  public UnreadablePictureException(String reason) {
    super(reason);
  }

  /** With a reason to show, and what led to it. */
  public UnreadablePictureException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
