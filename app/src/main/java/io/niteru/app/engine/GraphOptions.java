package io.niteru.app.engine;

import io.niteru.app.cli.Range;
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

  /** Refuses numbers that no graph can have. */
  public void check() {
    checkM("--m", m);
    checkEfConstruction("--ef-construction", efConstruction);
    checkEfSearch("--ef-search", efSearch);
  }

  /** Neighbours of a node, as an option gives them. */
  public static void checkM(String option, int m) {
    Range.check(option, m, 2, 512);
  }

  /** Candidates for a node's neighbours, as an option gives them. */
  public static void checkEfConstruction(String option, int candidates) {
    Range.check(option, candidates, 2, 3_200);
  }

  /** Candidates of a search, as an option gives them. */
  public static void checkEfSearch(String option, int candidates) {
    Range.check(option, candidates, 1, 10_000);
  }

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
