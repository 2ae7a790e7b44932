package io.niteru.app.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.cli.Range;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.EngineOptions;
import io.niteru.app.engine.ImageIndex.Hit;
import io.niteru.app.extract.ModelDownload;
import io.niteru.app.gallery.Page;
import io.niteru.app.gallery.Row;
import io.niteru.app.gallery.Sheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru search}: the look-alikes of a picture. */
@Command(
    name = "search",
    description = "Finds the pictures that look like a given one.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A picture of the index (--row, --path) is left out of its own look-alikes.",
      "",
      "Examples:",
      "  niteru search --image photo.jpg",
      "  niteru search --row 42 --k 20 --html alike.html",
      "  niteru search --path shoes/0042.jpg --json"
    })
public final class SearchCommand implements Callable<Integer> {
  /** Which picture is asked about: exactly one way of saying it. */
  private static final class Asked {
    @Option(names = "--image", paramLabel = "FILE", description = "Any picture file.")
    private Path image;

    @Option(
        names = "--row",
        paramLabel = "N",
        description = "A picture of the index, by its row in fvecs.bin.")
    private Integer row;

    @Option(
        names = "--path",
        paramLabel = "NAME",
        description = "A picture of the index, by its path as in fnames.txt.")
    private String path;
  }

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  @Mixin private EngineOptions options;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many look-alikes, 1 to 9,999 (default: ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Draws the query and its look-alikes as a page.")
  private Path html;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "Draws the query and its look-alikes as a picture.")
  private Path png;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Where the pictures are now, if not where they were when extracted.")
  private Path pictures;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Range.check("--k", k, 1, 9_999);
    PrintWriter err = spec.commandLine().getErr();
    try (Engine engine = options.engine(err);
        var download = new ModelDownload(err)) {
      var lookAlikes = new LookAlikes(options.index(engine), pictures, download);
      LookAlikes.Found found;
      if (asked.image != null) {
        found = lookAlikes.ofImage(asked.image, k);
      } else if (asked.row != null) {
        found = lookAlikes.ofRow(asked.row, k);
      } else {
        found = lookAlikes.ofPath(asked.path, k);
      }
      print(found);
      draw(found);
    }
    return 0;
  }

  private void print(LookAlikes.Found found) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Engine.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(found)));
    } else {
      out.printf(Locale.ROOT, "look-alikes of %s%n%n rank   score  cosine  path%n", found.query());
      int rank = 1;
      for (Hit hit : found.hits()) {
        out.printf(
            Locale.ROOT, "%5d  %.4f  %.4f  %s%n", rank++, hit.score(), hit.cosine(), hit.path());
      }
    }
    out.flush();
  }

  private static ObjectNode tree(LookAlikes.Found found) {
    ObjectNode tree = Engine.JSON.createObjectNode().put("query", found.query().toString());
    ArrayNode hits = tree.putArray("hits");
    int rank = 1;
    for (Hit hit : found.hits()) {
      hits.addObject()
          .put("rank", rank++)
          .put("id", hit.id())
          .put("score", hit.score())
          .put("cosine", hit.cosine())
          .put("path", hit.path());
    }
    return tree;
  }

  private void draw(LookAlikes.Found found) throws IOException {
    List<Row> rows = List.of(found.row());
    PrintWriter err = spec.commandLine().getErr();
    if (html != null) {
      Page.write(html, "Look-alikes of " + found.query().getFileName(), rows);
      err.println("drawn in " + html);
    }
    if (png != null) {
      Sheet.write(png, rows);
      err.println("drawn in " + png);
    }
  }
}
