package io.niteru.images.model;

import io.niteru.images.decode.Picture;
import java.util.SortedMap;

/**
 * Turns pictures into features. The same picture always gives the same feature, whatever the number
 * of workers.
 *
 * <p>Thread-safe; its workers are not.
 */
public interface FeatureModel extends AutoCloseable {
  /** How to ask for this model again: a registered name or the absolute path of a file. */
  String source();

  /** Floats in a feature. */
  int dimension();

  /** All that decides the numbers: features of equal descriptions can be compared. */
  SortedMap<String, String> description();

  /** A worker for one more thread. Close it before the model. */
  Worker newWorker();

  @Override
  void close();

  /** What one thread uses. It keeps its buffers, so that a picture leaves no garbage. */
  interface Worker extends AutoCloseable {
    /**
     * The feature of a picture, which is resized as the model needs it.
     *
     * @param feature {@link FeatureModel#dimension()} long
     * @throws IllegalStateException if the model cannot be run or gives numbers that are not finite
     */
    void extract(Picture picture, float[] feature);

    @Override
    void close();
  }
}
