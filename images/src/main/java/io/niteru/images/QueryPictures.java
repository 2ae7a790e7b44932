package io.niteru.images;

import io.niteru.features.FeatureInfo;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.UnreadablePictureException;
import io.niteru.images.model.DownloadListener;
import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.ModelCache;
import io.niteru.images.model.Models;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Features of pictures to search by, made exactly as those of a folder were.
 *
 * <p>Thread-safe; one picture at a time.
 */
public final class QueryPictures implements AutoCloseable {
  private final FeatureModel model;
  private final FeatureModel.Worker worker;
  private final PictureDecoder decoder = new PictureDecoder(PictureDecoder.DEFAULT_MAX_PIXELS);

  private QueryPictures(FeatureModel model) {
    this.model = model;
    this.worker = model.newWorker();
  }

  /**
   * Opens the model that made features.
   *
   * @param info what made them, as kept beside them
   * @param listener hears of a download, if the model is not on this machine any more
   * @throws IOException if the model cannot be had or is not the same any more
   */
  public static QueryPictures open(FeatureInfo info, DownloadListener listener) throws IOException {
    return new QueryPictures(new Models(ModelCache.ofUser(), listener).open(info));
  }

  /** Floats in a feature. */
  public int dimension() {
    return model.dimension();
  }

  /**
   * The feature of a picture, not normalised.
   *
   * @throws IOException if it cannot be read; the message names the file and the reason
   */
  public synchronized float[] extract(Path picture) throws IOException {
    try {
      float[] feature = new float[model.dimension()];
      worker.extract(decoder.decode(picture), feature);
      return feature;
    } catch (UnreadablePictureException e) {
      throw new IOException(picture + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    worker.close();
    decoder.close();
    model.close();
  }
}
