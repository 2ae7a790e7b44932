package io.niteru.app.verify;

import io.niteru.app.cli.Range;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.GraphOptions;
import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code niteru verify}: is the approximate search good enough, and fast enough, for this data? */
@Command(
    name = "verify",
    description = "Compares approximate with exact search, offline and against an engine.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "The graph and what exact search needs are kept in FVECS.verify and used again.",
      "",
      "Examples:",
      "  niteru verify features",
      "  niteru verify fvecs.bin --dim 1280 --sweep --recall 0.99",
      "  niteru verify features --against http://localhost:9200 --index imsearch"
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final double SECONDS = 2;

  @Parameters(
      paramLabel = "FVECS",
      description = "Feature file, .fvecs or without headers, or a folder of niteru extract.")
  private Path fvecs;

  @Option(
      names = "--dim",
      paramLabel = "N",
      description = "Floats in a row, where the file does not say (default: 1280).")
  private Integer dimension;

  @Mixin private GraphOptions defaults;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "10",
      description = "Neighbours wanted (default: ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--queries",
      paramLabel = "N|FILE",
      defaultValue = "100",
      description =
          "So many rows of the file, each left out of its own result, or the rows of another file"
              + " (default: ${DEFAULT-VALUE}).")
  private String queries;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** Options of a sweep. */
  private static final class SweepOptions {
    @Option(
        names = "--sweep",
        required = true,
        description = "Tries a range of settings and names the cheapest that finds enough.")
    private boolean sweep;

    @Option(
        names = "--recall",
        paramLabel = "R",
        defaultValue = "0.99",
        description = "What is enough (default: ${DEFAULT-VALUE}).")
    private double recall;

    @Option(
        names = "--sweep-ef-search",
        paramLabel = "N",
        split = ",",
        defaultValue = "10,20,40,80,120,160,256,400,640,1000",
        description = "Values of efSearch to try (default: ${DEFAULT-VALUE}).")
    private List<Integer> efSearch;

    @Option(
        names = "--sweep-m",
        paramLabel = "N",
        split = ",",
        description = "Values of M to build graphs with (default: that of --m).")
    private List<Integer> m;

    @Option(
        names = "--sweep-ef-construction",
        paramLabel = "N",
        split = ",",
        description = "Values of efConstruction to build graphs with (default: one).")
    private List<Integer> efConstruction;

    @Option(
        names = "--html",
        paramLabel = "FILE",
        description = "The report with its chart (default: report.html in FVECS.verify).")
    private Path html;
  }

  @ArgGroup(exclusive = false, heading = "%nSweep:%n")
  private SweepOptions sweep;

  /** Options of a comparison with an engine. */
  private static final class AgainstOptions {
    @Option(
        names = "--against",
        paramLabel = "URL",
        required = true,
        description = "Sends the queries to this engine too.")
    private String url;

    @Option(
        names = "--index",
        paramLabel = "NAME",
        defaultValue = "imsearch",
        description = "Its index (default: ${DEFAULT-VALUE}).")
    private String index;
  }

  @ArgGroup(exclusive = false, heading = "%nEngine:%n")
  private AgainstOptions against;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    try (Source source = Source.open(fvecs, dimension)) {
      Queries asked = Queries.of(source.file(), queries);
      PrintWriter err = spec.commandLine().getErr();
      try (ExactTwin exact = ExactTwin.open(source, err)) {
        Neighbor[][] truth = exact.nearest(asked, k);
        var task = new Trial.Task(asked, truth, k, SECONDS);
        report(verify(source, exact, task, err), source, err);
      }
    }
    return 0;
  }

  private void checkOptions() {
    Range.check("--k", k, 1, 10_000);
    if (dimension != null) {
      Range.check("--dim", dimension, 1, NiteruVectorsFormat.MAX_DIMENSIONS);
    }
    defaults.check();
    if (sweep != null) {
      sweep.efSearch.forEach(ef -> GraphOptions.checkEfSearch("--sweep-ef-search", ef));
      ms().forEach(links -> GraphOptions.checkM("--sweep-m", links));
      efConstructions()
          .forEach(ef -> GraphOptions.checkEfConstruction("--sweep-ef-construction", ef));
    }
    if (sweep != null && !(sweep.recall > 0 && sweep.recall <= 1)) {
      throw new IllegalArgumentException("--recall must be above 0 and at most 1: " + sweep.recall);
    }
  }

  private Verification verify(Source source, ExactTwin exact, Trial.Task task, PrintWriter err)
      throws IOException {
    List<Trial> trials = new ArrayList<>();
    double seconds = 0;
    long bytes = 0;
    Optional<Against> compared = Optional.empty();
    for (int links : ms()) {
      for (int candidates : efConstructions()) {
        try (GraphIndex graph =
            GraphIndex.open(source, exact.fingerprint(), links, candidates, err)) {
          trials.addAll(Trial.of(links, candidates, graph, efSearches(), task));
          if (bytes == 0) {
            seconds = graph.seconds();
            bytes = graph.bytes();
            compared = compare(graph, task, source.file().rows());
          }
        }
      }
    }
    return new Verification(
        source,
        task.queries(),
        k,
        sweep == null ? 0 : sweep.recall,
        ExactTimes.of(exact, task.queries(), k, SECONDS),
        trials,
        task.truth()[0],
        seconds,
        bytes,
        exact.bytes(),
        compared);
  }

  private List<Integer> ms() {
    return sweep == null || sweep.m == null ? List.of(defaults.m()) : sweep.m;
  }

  private List<Integer> efSearches() {
    return sweep == null ? List.of(defaults.efSearch()) : sweep.efSearch;
  }

  private List<Integer> efConstructions() {
    return sweep == null || sweep.efConstruction == null
        ? List.of(defaults.efConstruction())
        : sweep.efConstruction;
  }

  private Optional<Against> compare(GraphIndex graph, Trial.Task task, int rows)
      throws IOException {
    if (against == null) {
      return Optional.empty();
    }
    Neighbor[][] offline = task.answers(graph.with(defaults.efSearch()));
    PrintWriter err = spec.commandLine().getErr();
    try (Engine engine = Engine.at(against.url).patient(why -> err.println("niteru: " + why))) {
      return Optional.of(Against.of(engine, against.index, task, offline, rows));
    }
  }

  private void report(Verification verification, Source source, PrintWriter err)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Engine.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(verification.json()));
      out.flush();
    } else {
      Printout.print(verification, sweep != null, out);
    }
    if (sweep != null) {
      Path html = sweep.html == null ? source.folder().resolve("report.html") : sweep.html;
      SweepReport.write(html, verification);
      err.println("report: " + html);
      err.flush();
    }
  }
}
