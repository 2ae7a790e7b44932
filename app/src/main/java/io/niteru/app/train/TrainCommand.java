package io.niteru.app.train;

import io.niteru.app.cli.Progress;
import io.niteru.app.demo.DemoCommand;
import io.niteru.app.engine.Engine;
import io.niteru.app.extract.ExtractCommand;
import io.niteru.app.index.IndexCommand;
import io.niteru.app.node.EmbeddedNode;
import io.niteru.app.node.NodeConfig;
import io.niteru.app.search.SearchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.lucene.util.IOUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code niteru train}: does in one process, on made-up data in a temporary folder, what the other
 * commands do, for the launcher to record in an AOT cache: which classes are loaded and linked (JEP
 * 483) and which methods run often and with what (JEP 515).
 */
@Command(
    name = "train",
    hidden = true,
    description = "Does once what other commands do, for the launcher to make an AOT cache of.",
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
  /** Of the whole; a machine that takes longer is better off without. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final PrintWriter NOBODY = new PrintWriter(Writer.nullWriter());

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    endInTime(err);
    Path folder = Files.createTempDirectory("niteru-train");
    try (var progress = new Progress("train", ServedLoad.STEPS, "requests", err)) {
      // It draws pictures, extracts, starts a node, loads and searches it, and draws a page.
      run(
          new DemoCommand(),
          "--once",
          "--http-port=0",
          "--model=colour-edge",
          "--data=" + folder.resolve("data"));
      var config = NodeConfig.in(folder.resolve("data")).listening(NodeConfig.LOOPBACK, 0);
      try (EmbeddedNode node = EmbeddedNode.start(config);
          Engine engine = Engine.at(node.url().toString())) {
        node.awaitShards();
        new ServedLoad(engine).run(progress);
        clients(folder, node.url().toString());
      }
    } finally {
      IOUtils.rm(folder);
    }
    return 0;
  }

  /** The commands that talk to an engine, and pictures of the most common format. */
  private static void clients(Path folder, String address) throws IOException {
    Path drawn = folder.resolve("data/demo/demo/pictures");
    Path photo = Photographs.write(drawn, folder.resolve("photographs"));
    Path features = folder.resolve("features");
    run(
        new ExtractCommand(),
        photo.getParent().toString(),
        "--out=" + features,
        "--model=colour-edge");
    String url = "--url=" + address;
    run(new IndexCommand(), features.toString(), url, "--index=photographs");
    for (String how : new String[] {"--image=" + photo, "--row=0"}) {
      run(new SearchCommand(), how, url, "--index=photographs");
      run(new SearchCommand(), how, url, "--index=photographs", "--json");
      run(new SearchCommand(), how, url, "--index=demo", "--html=" + folder.resolve("page.html"));
    }
  }

  private static void run(Object command, String... arguments) throws IOException {
    int exit = new CommandLine(command).setOut(NOBODY).setErr(NOBODY).execute(arguments);
    if (exit != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "training: %s %s ended with %d",
              command.getClass().getSimpleName(),
              Arrays.toString(arguments),
              exit));
    }
  }

  private static void endInTime(PrintWriter err) {
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(LONGEST);
              } catch (InterruptedException e) {
                return;
              }
              err.printf(Locale.ROOT, "niteru: not trained in %d s%n", LONGEST.toSeconds());
              err.flush();
              Runtime.getRuntime().halt(2);
            },
            "watch");
    watch.setDaemon(true);
    watch.start();
  }
}
