package io.niteru.images.model;

import java.io.IOException;

/** A model is not on this machine and cannot be downloaded; the message says what to do. */
public final class ModelUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a message that can be shown as it is. */
  public ModelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
