package io.niteru.images.tensor;

/** The order of the axes of a tensor that holds one picture. */
public enum Layout {
  /** One plane a channel. */
  NCHW,
  /** The channels of a pixel side by side. */
  NHWC
}
