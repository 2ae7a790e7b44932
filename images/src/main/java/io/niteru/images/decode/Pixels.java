package io.niteru.images.decode;

/**
 * A decoded picture, opaque, 8 bits a channel.
 *
 * @param width in pixels
 * @param height in pixels
 * @param data three bytes a pixel, row after row from the top; may be longer than needed
 * @param order which byte is which
 */
public record Pixels(int width, int height, byte[] data, Order order) {
  /** The order of the three bytes of a pixel. */
  public enum Order {
    /** Red first. */
    RGB,
    /** Blue first. */
    BGR
  }

  /** A picture, after a check of the sizes. */
  public Pixels {
    if (width < 1 || height < 1 || data.length < 3L * width * height) {
      throw new IllegalArgumentException(
          data.length + " bytes are no picture of " + width + " x " + height);
    }
  }
}
