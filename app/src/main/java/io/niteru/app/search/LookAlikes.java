package io.niteru.app.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.app.engine.ImageIndex.Hit;
import io.niteru.app.engine.ImageIndex.Picture;
import io.niteru.app.engine.UnitVector;
import io.niteru.app.gallery.Row;
import io.niteru.features.FeatureInfo;
import io.niteru.images.QueryPictures;
import io.niteru.images.model.DownloadListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Finds look-alikes in an index: by a picture file, from which it takes a feature with the model
 * that made the index's, or by a picture of the index. Not thread-safe.
 */
public final class LookAlikes {
  private final ImageIndex index;
  private final Path moved;
  private final DownloadListener listener;

  /**
   * Nothing is asked yet.
   *
   * @param moved where the pictures are now, or null if they are where they were when extracted
   * @param listener hears of a download, if the index's model is not on this machine
   */
  public LookAlikes(ImageIndex index, Path moved, DownloadListener listener) {
    this.index = index;
    this.moved = moved;
    this.listener = listener;
  }

  /**
   * What was found.
   *
   * @param query the picture asked about
   * @param root the folder that the paths of the hits are relative to
   * @param vector the unit vector that was asked with
   * @param hits best first
   */
  public record Found(Path query, Path root, float[] vector, List<Hit> hits) {
    /** As a row of a gallery. */
    public Row row() {
      List<Row.Pick> picks =
          hits.stream()
              .map(hit -> new Row.Pick(root.resolve(hit.path()), hit.path(), hit.cosine()))
              .toList();
      Path name = query.startsWith(root) ? root.relativize(query) : query.getFileName();
      return new Row(query, name.toString(), picks);
    }
  }

  /** The look-alikes of any picture file, which may be one of the index and then finds itself. */
  public Found ofImage(Path image, int k) throws IOException {
    if (!Files.exists(image)) {
      throw new NoSuchFileException(image.toString());
    }
    JsonNode about = index.about();
    if (!about.has("source")) {
      throw new IllegalArgumentException(
          "the index does not say which model made its features, so no other picture can be"
              + " compared with them; ask with --row or --path");
    }
    FeatureInfo info = Engine.JSON.treeToValue(about, FeatureInfo.class);
    float[] vector;
    try (QueryPictures pictures = QueryPictures.open(info, listener)) {
      vector = pictures.extract(image);
    }
    UnitVector.normalise(vector);
    return new Found(image, root(about), vector, index.search(vector, k));
  }

  /** The look-alikes of the picture of a row, itself left out. */
  public Found ofRow(int row, int k) throws IOException {
    return others(
        index
            .row(row)
            .orElseThrow(() -> new IllegalArgumentException("the index has no row " + row)),
        k);
  }

  /** The look-alikes of the picture of that path, itself left out. */
  public Found ofPath(String path, int k) throws IOException {
    return others(
        index
            .path(path)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "the index has no picture %s; paths are as in fnames.txt",
                        path))),
        k);
  }

  private Found others(Picture picture, int k) throws IOException {
    List<Hit> hits =
        index.search(picture.vector(), k + 1).stream()
            .filter(hit -> !hit.id().equals(picture.id()))
            .limit(k)
            .toList();
    Path root = root(index.about());
    return new Found(root.resolve(picture.path()), root, picture.vector(), hits);
  }

  private Path root(JsonNode about) {
    return moved != null ? moved : Path.of(about.path("pictures").asText(""));
  }
}
