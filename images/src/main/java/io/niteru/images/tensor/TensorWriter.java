package io.niteru.images.tensor;

import io.niteru.images.decode.Pixels;

/**
 * Writes pixels as the tensor a model wants.
 *
 * <p>Immutable, thread-safe.
 */
public final class TensorWriter {
  private final Layout layout;
  private final Pixels.Order order;
  private final float[][] tables;

  /** A writer of tensors whose channels are in {@code order}. */
  public TensorWriter(Layout layout, Pixels.Order order, Normalisation normalisation) {
    this.layout = layout;
    this.order = order;
    this.tables =
        new float[][] {
          normalisation.table(0), normalisation.table(1), normalisation.table(2),
        };
  }

  /** Fills {@code tensor} from its beginning with {@code 3 * width * height} numbers. */
  public void write(Pixels pixels, float[] tensor) {
    int area = pixels.width() * pixels.height();
    for (int channel = 0; channel < 3; channel++) {
      int colour = order == Pixels.Order.RGB ? channel : 2 - channel;
      int from = pixels.order() == Pixels.Order.RGB ? colour : 2 - colour;
      if (layout == Layout.NCHW) {
        plane(pixels.data(), from, tables[colour], tensor, channel * area, area);
      } else {
        interleaved(pixels.data(), from, tables[colour], tensor, channel, area);
      }
    }
  }

  private static void plane(
      byte[] data, int from, float[] table, float[] tensor, int to, int area) {
    for (int i = 0; i < area; i++) {
      tensor[to + i] = table[data[from + 3 * i] & 255];
    }
  }

  private static void interleaved(
      byte[] data, int from, float[] table, float[] tensor, int to, int area) {
    for (int i = 0; i < area; i++) {
      tensor[to + 3 * i] = table[data[from + 3 * i] & 255];
    }
  }
}
