package io.niteru.images.extract;

import io.niteru.features.FeatureInfo;
import io.niteru.features.FeatureStore;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.model.FeatureModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the features of all pictures under a folder. Rows are written in the order of the walk, so
 * the files are the same whatever the number of threads and however often the extraction was
 * interrupted. A folder that holds rows already is continued: only pictures that are neither in
 * {@code fnames.txt} nor in {@code skipped.tsv} are read.
 *
 * @param pictures the folder of pictures
 * @param out the folder of features; made if need be
 * @param threads how many pictures are worked on at a time, at least 1
 * @param maxPixels pictures with more pixels are skipped
 */
public record Extraction(Path pictures, Path out, int threads, long maxPixels) {
  /** The file, in the folder of features, that lists the pictures without a row and why. */
  public static final String SKIPPED = SkippedFile.NAME;

  /** Features kept for each thread: enough that none waits while one has a large picture. */
  private static final int AHEAD = 16;

  /** A plan, after a check of the numbers. */
  public Extraction {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /**
   * What a folder holds after a run.
   *
   * @param rows features, in all
   * @param skipped pictures without one, in all
   * @param added features this run added
   */
  public record Summary(int rows, int skipped, int added) {}

  /**
   * Runs until all pictures are done.
   *
   * @throws IllegalArgumentException if there are no pictures
   * @throws io.niteru.features.FeatureFolderException if {@code out} holds features of another
   *     model or other pictures, or another extraction is writing there
   * @throws IOException if the folder of pictures cannot be read, or {@code out} cannot be written
   */
  public Summary run(FeatureModel model, ExtractionListener listener) throws IOException {
    List<PictureWalk.Found> found = PictureWalk.of(pictures, out);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no pictures under " + pictures + " (jpg, png, gif, webp, bmp, tiff)");
    }
    FeatureInfo info =
        new FeatureInfo(
            model.dimension(),
            pictures.toRealPath().toString(),
            model.source(),
            model.description());
    try (FeatureStore store = FeatureStore.open(out, info);
        SkippedFile skipped = SkippedFile.open(out)) {
      int before = store.rows();
      Set<String> done = new HashSet<>(store.names());
      done.addAll(skipped.names());
      List<PictureWalk.Found> open = found.stream().filter(f -> !done.contains(f.name())).toList();
      listener.found(found.size(), found.size() - open.size());
      OrderedRows rows = new OrderedRows(open, store, skipped, listener, AHEAD * threads);
      new PictureWorkers(pictures, model, maxPixels).run(threads, open, rows);
      return new Summary(store.rows(), skipped.count(), store.rows() - before);
    }
  }

  /** A plan with a thread for each core and the usual limit on pixels. */
  public static Extraction of(Path pictures, Path out) {
    return new Extraction(
        pictures,
        out,
        Runtime.getRuntime().availableProcessors(),
        PictureDecoder.DEFAULT_MAX_PIXELS);
  }
}
