package io.niteru.images.tensor;

import io.niteru.images.decode.Pixels;
import java.nio.FloatBuffer;

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
  public void write(Pixels pixels, FloatBuffer tensor) {
    int area = pixels.width() * pixels.height();
    byte[] data = pixels.data();
    for (int channel = 0; channel < 3; channel++) {
      int colour = order == Pixels.Order.RGB ? channel : 2 - channel;
      float[] table = tables[colour];
      int from = pixels.order() == Pixels.Order.RGB ? colour : 2 - colour;
      int to = layout == Layout.NCHW ? channel * area : channel;
      int step = layout == Layout.NCHW ? 1 : 3;
      for (int i = 0; i < area; i++, from += 3, to += step) {
        tensor.put(to, table[data[from] & 255]);
      }
    }
  }
}
