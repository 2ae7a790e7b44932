package io.niteru.app.demo;

import io.niteru.app.cli.Progress;
import io.niteru.app.cli.Shell;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.app.extract.ExtractionProgress;
import io.niteru.app.extract.ModelChoice;
import io.niteru.app.index.Indexing;
import io.niteru.app.node.EmbeddedNode;
import io.niteru.app.node.NodeConfig;
import io.niteru.app.node.UserFolders;
import io.niteru.app.search.LookAlikes;
import io.niteru.images.extract.Extraction;
import io.niteru.images.model.DownloadListener;
import io.niteru.images.model.FeatureModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code niteru demo}: the whole way, from pictures to a page of look-alikes and a live engine. */
@Command(
    name = "demo",
    description = {
      "Does everything once: extracts a folder of pictures, starts the engine, loads it, finds the"
          + " look-alikes of a few pictures, draws them as a page, and leaves the engine running.",
      "Without a folder it draws a few hundred pictures of clothes itself."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  niteru demo", "  niteru demo ~/Pictures"})
public final class DemoCommand implements Callable<Integer> {
  private static final int DRAWN = 400;
  private static final String INVITATION =
      """

      Ask the engine yourself:
        curl '%s/%s/_search?pretty' -H 'content-type: application/json' -d %s
        %s search --url %s --index %s --image %s --html %s

      The engine is at %s. Ctrl-C stops it.
      """;

  @Parameters(
      paramLabel = "PICTURES",
      arity = "0..1",
      description = "Folder of pictures, walked recursively; drawn if none is given.")
  private Path pictures;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the engine and of the demo's files (default: ${DEFAULT-VALUE}).")
  private Path data = UserFolders.data();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port of the engine; 0 takes any free one (default: ${DEFAULT-VALUE}).")
  private int httpPort = NodeConfig.DEFAULT_HTTP_PORT;

  @Mixin private ModelChoice model;

  @Option(names = "--once", description = "Stops the engine at the end.")
  private boolean once;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    String name = pictures == null ? "demo" : "demo-" + plain(pictures);
    Path folder = Files.createDirectories(data.resolve("demo").resolve(name));
    err.println("starting the engine");
    err.flush();
    var config = NodeConfig.in(data).listening(NodeConfig.LOOPBACK, httpPort);
    try (EmbeddedNode node = EmbeddedNode.start(config);
        Engine engine = Engine.at(node.url().toString())) {
      node.closeWithProcess(err);
      node.awaitShards();
      try {
        show(node, engine, folder, name);
      } catch (IOException | RuntimeException e) {
        if (node.isStopping()) {
          node.awaitStop();
        }
        throw e;
      }
    }
    return 0;
  }

  private void show(EmbeddedNode node, Engine engine, Path folder, String name) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path from = pictures == null ? draw(folder.resolve("pictures"), err) : pictures;
    Path features = extract(from, folder, err);
    long count = Indexing.OF_DEMO.load(features, null, engine, name, err);
    var lookAlikes = new LookAlikes(new ImageIndex(engine, name), null, DownloadListener.SILENT);
    Examples examples = Examples.of(lookAlikes, Math.toIntExact(count));
    Path page = examples.drawPage(folder.resolve("look-alikes.html"));
    out.printf(
        Locale.ROOT,
        "%n%,d pictures are searchable. Look at them: %s%n",
        count,
        page.toAbsolutePath().toUri());
    Path query = examples.writeQuery(folder.resolve("query.json")).toAbsolutePath();
    if (!once) {
      out.printf(
          Locale.ROOT,
          INVITATION,
          node.url(),
          name,
          Shell.quote("@" + query),
          Shell.niteru(),
          node.url(),
          name,
          Shell.quote(examples.picture().toAbsolutePath()),
          Shell.quote(folder.resolve("alike.html").toAbsolutePath()),
          node.url());
      out.flush();
      node.awaitStop();
    }
  }

  private static Path draw(Path folder, PrintWriter err) throws IOException {
    try (var progress = new Progress("draw", DRAWN, "pictures", err)) {
      Wardrobe.draw(folder, DRAWN, () -> progress.step(1));
    }
    return folder;
  }

  /** A folder of features for each model, since the model of the first run may come later. */
  private Path extract(Path from, Path folder, PrintWriter err) throws IOException {
    try (FeatureModel opened = model.open(err);
        var progress = new ExtractionProgress(err)) {
      Path features = folder.resolve("features-" + plain(Path.of(opened.source())));
      Extraction.of(from, features).run(opened, progress);
      return features;
    }
  }

  /** The last part of a path as far as it may be part of an index's name. */
  private static String plain(Path path) {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
