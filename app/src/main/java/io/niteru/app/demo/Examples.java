package io.niteru.app.demo;

import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.app.gallery.Page;
import io.niteru.app.search.LookAlikes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A few searches of an index, to be looked at.
 *
 * @param found what each found
 */
record Examples(List<LookAlikes.Found> found) {
  private static final int COUNT = 10;
  private static final int LOOK_ALIKES = 10;
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  /**
   * Searches by pictures spread over the first {@code rows} rows: multiples of the golden ratio,
   * which unlike equal steps do not fall in with a folder of a hundred a kind.
   */
  static Examples of(LookAlikes lookAlikes, int rows) throws IOException {
    List<LookAlikes.Found> found = new ArrayList<>();
    int count = Math.min(COUNT, rows);
    for (int i = 1; i <= count; i++) {
      double part = i * GOLDEN_RATIO % 1;
      found.add(lookAlikes.ofRow((int) (part * rows), LOOK_ALIKES));
    }
    return new Examples(found);
  }

  /** Draws them as a page. */
  Path drawPage(Path page) throws IOException {
    Page.write(
        page, "Pictures that look alike", found.stream().map(LookAlikes.Found::row).toList());
    return page;
  }

  /** The first picture that was asked about. */
  Path picture() {
    return found.getFirst().query();
  }

  /** Writes the first one as the body of a search request. */
  Path writeQuery(Path query) throws IOException {
    var body = ImageIndex.query(found.getFirst().vector(), LOOK_ALIKES);
    Files.write(query, Engine.JSON.writeValueAsBytes(body));
    return query;
  }
}
