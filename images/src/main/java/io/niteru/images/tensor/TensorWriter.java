package io.niteru.images.tensor;

import java.nio.FloatBuffer;

/**
 * Writes pixels as the tensor a model wants.
 *
 * <p>Not thread-safe: it keeps a buffer.
 */
public final class TensorWriter {
  private final Layout layout;
  private final ChannelOrder order;
  private final Normalisation normalisation;
  private float[] buffer = new float[0];

  /** A writer of tensors whose channels are in {@code order}. */
  public TensorWriter(Layout layout, ChannelOrder order, Normalisation normalisation) {
    this.layout = layout;
    this.order = order;
    this.normalisation = normalisation;
  }

  /**
   * Fills {@code tensor} from its beginning with three numbers a pixel.
   *
   * @param pixels as a {@link Resizer} gives them
   */
  public void write(int[] pixels, FloatBuffer tensor) {
    int step = layout == Layout.NCHW ? 1 : 3;
    if (buffer.length != step * pixels.length) {
      buffer = new float[step * pixels.length];
    }
    for (int channel = 0; channel < 3; channel++) {
      int colour = order.colour(channel);
      float zero = normalisation.zero(colour);
      float scale = 1 / normalisation.one(colour);
      if (layout == Layout.NCHW) {
        plane(pixels, 16 - 8 * colour, zero, scale, buffer);
        tensor.put(channel * pixels.length, buffer);
      } else {
        interleaved(pixels, 16 - 8 * colour, zero, scale, buffer, channel);
      }
    }
    if (layout == Layout.NHWC) {
      tensor.put(0, buffer);
    }
  }

  /** A loop of its own, which the compiler turns into vectors. */
  private static void plane(int[] pixels, int shift, float zero, float scale, float[] out) {
    for (int i = 0; i < pixels.length; i++) {
      out[i] = ((pixels[i] >>> shift & 255) - zero) * scale;
    }
  }

  private static void interleaved(
      int[] pixels, int shift, float zero, float scale, float[] out, int channel) {
    for (int i = 0; i < pixels.length; i++) {
      out[3 * i + channel] = ((pixels[i] >>> shift & 255) - zero) * scale;
    }
  }
}
