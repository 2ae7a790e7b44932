package io.niteru.app.engine;

import picocli.CommandLine.Option;

/** The options of every command that makes a graph; the defaults are the article's. */
public final class GraphOptions {
  @Option(
      names = "--m",
      paramLabel = "N",
      defaultValue = "48",
      description = "Neighbours of a node of the graph (default: ${DEFAULT-VALUE}).")
  private int m;

  @Option(
      names = "--ef-construction",
      paramLabel = "N",
      defaultValue = "128",
      description = "Candidates for a new node's neighbours (default: ${DEFAULT-VALUE}).")
  private int efConstruction;

  @Option(
      names = "--ef-search",
      paramLabel = "N",
      defaultValue = "256",
      description = "Candidates a search keeps (default: ${DEFAULT-VALUE}).")
  private int efSearch;

  /** M. */
  public int m() {
    return m;
  }

  /** efConstruction. */
  public int efConstruction() {
    return efConstruction;
  }

  /** efSearch. */
  public int efSearch() {
    return efSearch;
  }
}
