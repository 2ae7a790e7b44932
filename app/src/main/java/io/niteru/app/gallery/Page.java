package io.niteru.app.gallery;

import io.niteru.app.html.Template;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Draws rows as one HTML file that holds its pictures, so that it can be sent as it is. */
public final class Page {
  /** Twice the size they are shown at, for sharp screens. */
  private static final int THUMBNAIL = 320;

  private Page() {}

  /** Writes the page; a picture that cannot be read leaves a place with its name. */
  public static void write(Path file, String title, List<Row> rows) throws IOException {
    StringBuilder body = new StringBuilder();
    for (Row row : rows) {
      body.append("<section>\n");
      figure(body, "query", row.query(), row.caption(), "query");
      for (Row.Pick pick : row.picks()) {
        String cosine = String.format(Locale.ROOT, "%.3f", pick.cosine());
        figure(body, "pick", pick.picture(), pick.caption(), cosine);
      }
      body.append("</section>\n");
    }
    String page =
        Template.fill(
            Page.class,
            "page.html",
            Map.of("title", Template.escape(title), "rows", body.toString()));
    Files.writeString(file, page);
  }

  private static void figure(
      StringBuilder body, String kind, Path picture, String caption, String badge)
      throws IOException {
    body.append("<figure class=\"").append(kind).append("\">");
    Optional<String> data = data(picture);
    if (data.isPresent()) {
      body.append("<a href=\"").append(Template.escape(picture.toUri().toString())).append("\">");
      body.append("<img alt=\"")
          .append(Template.escape(caption))
          .append("\" src=\"")
          .append(data.get());
      body.append("\"></a>");
    } else {
      body.append("<div class=\"missing\">picture not found</div>");
    }
    body.append("<b>").append(badge).append("</b>");
    body.append("<figcaption title=\"").append(Template.escape(picture.toString())).append("\">");
    body.append(Template.escape(caption)).append("</figcaption></figure>\n");
  }

  private static Optional<String> data(Path picture) throws IOException {
    var thumbnail = Thumbnail.of(picture, THUMBNAIL);
    if (thumbnail.isEmpty()) {
      return Optional.empty();
    }
    var jpeg = new ByteArrayOutputStream();
    ImageIO.write(thumbnail.get(), "jpeg", jpeg);
    String base64 = Base64.getEncoder().encodeToString(jpeg.toByteArray());
    return Optional.of("data:image/jpeg;base64," + base64);
  }
}
