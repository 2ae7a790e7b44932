package io.niteru.images.decode;

/**
 * A decoded picture, upright, opaque, 8 bits a sample: of colours, or of planes as JPEG has them.
 */
public sealed interface Picture permits Pixels, YccPlanes {
  /** In pixels. */
  int width();

  /** In pixels. */
  int height();
}
