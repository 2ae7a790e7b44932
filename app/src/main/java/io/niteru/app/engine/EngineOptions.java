package io.niteru.app.engine;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The options of every command that talks to an engine. */
public final class EngineOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://localhost:9200",
      description =
          "The engine: http://host:port or https://user:password@host:port (default:"
              + " ${DEFAULT-VALUE}).")
  private String url;

  @Option(
      names = "--index",
      paramLabel = "NAME",
      defaultValue = "imsearch",
      description = "The index (default: ${DEFAULT-VALUE}).")
  private String index;

  /**
   * The engine; the caller closes it.
   *
   * @param err where it is said that one waits for it
   */
  public Engine engine(PrintWriter err) {
    return Engine.at(url)
        .patient(why -> {
          err.println("niteru: " + why);
          err.flush();
        });
  }

  /** The index in that engine. */
  public ImageIndex index(Engine engine) {
    return new ImageIndex(engine, index);
  }

  /** The name of the index. */
  public String indexName() {
    return index;
  }
}
