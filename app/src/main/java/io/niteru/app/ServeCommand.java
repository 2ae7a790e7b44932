package io.niteru.app;

import io.niteru.app.node.EmbeddedNode;
import io.niteru.app.node.NodeConfig;
import io.niteru.app.node.UserFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code niteru serve}: the engine, until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Starts the engine and keeps it running until Ctrl-C.",
      "It speaks the Elasticsearch/OpenSearch k-NN API, to this machine only unless --host says"
          + " otherwise: there is no password."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  niteru serve",
      "  niteru serve --data /srv/niteru --http-port 9201",
      "  curl localhost:9200/_cat/indices?v"
    })
final class ServeCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the indexes and logs (default: ${DEFAULT-VALUE}).")
  private Path data = UserFolders.data();

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port to answer on; 0 takes any free one (default: ${DEFAULT-VALUE}).")
  private int httpPort = NodeConfig.DEFAULT_HTTP_PORT;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host = NodeConfig.LOOPBACK;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    EmbeddedNode node = EmbeddedNode.start(NodeConfig.in(data).listening(host, httpPort));
    node.closeWithProcess(spec.commandLine().getErr());
    node.awaitShards();
    out.printf(
        Locale.ROOT,
        "niteru is ready at %s (data in %s; Ctrl-C stops it). Try: curl %s/_cat/indices?v%n",
        node.url(),
        data,
        node.url());
    out.flush();
    node.awaitStop();
    return CommandLine.ExitCode.OK;
  }
}
