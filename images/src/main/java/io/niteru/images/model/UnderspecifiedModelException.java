package io.niteru.images.model;

/** A model does not tell what has to be known to use it, and neither do its {@link OnnxOptions}. */
public final class UnderspecifiedModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What has to be told. */
  public enum Missing {
    /** {@link OnnxOptions#featureTensor}. */
    FEATURE_TENSOR,
    /** {@link OnnxOptions#layout}. */
    LAYOUT,
    /** {@link OnnxOptions#size}. */
    SIZE,
  }

  private final Missing missing;

  /** With a message that can be shown as it is. */
  UnderspecifiedModelException(Missing missing, String message) {
    super(message);
    this.missing = missing;
  }

  /** What has to be told, so that who asked can be told how. */
  public Missing missing() {
    return missing;
  }
}
