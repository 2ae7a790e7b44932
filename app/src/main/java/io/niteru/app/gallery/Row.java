package io.niteru.app.gallery;

import java.nio.file.Path;
import java.util.List;

/**
 * One row of a gallery, as in the article: the query, then the pictures that look like it.
 *
 * @param query the picture asked about
 * @param caption what to write under it
 * @param picks what was found, best first
 */
public record Row(Path query, String caption, List<Pick> picks) {
  /**
   * A picture found.
   *
   * @param picture where it is; it may be missing, then its place says so
   * @param caption what to write under it
   * @param cosine how alike it is, -1 to 1
   */
  public record Pick(Path picture, String caption, double cosine) {}
}
