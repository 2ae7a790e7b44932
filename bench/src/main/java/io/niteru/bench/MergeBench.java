package io.niteru.bench;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.peers.Contestant;
import io.niteru.bench.peers.Contestants;
import io.niteru.bench.peers.SegmentMerge;
import io.niteru.bench.peers.Settings;
import io.niteru.bench.report.MergeReport;
import io.niteru.bench.report.MergeReport.Way;
import io.niteru.features.exact.GroundTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.lucene.util.IOUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code niteru bench merge}: what merging segments that have graphs costs. */
@Command(
    name = "merge",
    description =
        "Merges segments with graphs into one, and segments without, whose merge builds the graph"
            + " at once; compares CPU time and recall.",
    mixinStandardHelpOptions = true)
final class MergeBench implements Callable<Integer> {
  private static final int[] EF = {32, 64, 128, 256};
  private static final int WARM_UP = 20_000;

  @Mixin private BuildOptions options;

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "10",
      description = "Segments to merge (${DEFAULT-VALUE}).")
  private int segments;

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Vectors of the last segment, as when a little is added to much; 0, the default: as many"
              + " as the others have.")
  private int last;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = options.settings();
    DataOptions.positive("--segments", segments);
    PrintWriter log = spec.commandLine().getErr();
    try (WorkFolder work = WorkFolder.open(options.work, false)) {
      DataSet data = work.vectors(options, false, log);
      if (segments > data.count()) {
        throw new IllegalArgumentException(
            "--segments is " + segments + ", but there are " + data.count() + " vectors");
      }
      if (last < 0 || last > 0 && (segments < 2 || last >= data.count())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "--last is %d: there must be another segment, and vectors left for it",
                last));
      }
      GroundTruth truth = data.truth(settings.k(), null, log);
      Path folder = work.path().resolve("merge");
      warmUp(data, settings, folder);
      var merge = new SegmentMerge(data, settings, segments, last);
      Way atOnce = way(merge, false, truth, folder, log);
      Way merged = way(merge, true, truth, folder, log);
      MergeReport report = new MergeReport(data, settings, segments, last, atOnce, merged);
      report.print(spec.commandLine().getOut());
      options.json.write(report);
      return 0;
    }
  }

  /** Lets the JVM compile what is measured. */
  private static void warmUp(DataSet data, Settings settings, Path folder) throws IOException {
    int rows = Math.min(data.count(), WARM_UP);
    DataSet some = new DataSet(data.file(), data.dimension(), rows, 0);
    new SegmentMerge(some, settings, Math.min(rows, 2), 0).run(true, folder);
    IOUtils.rm(folder);
  }

  private static Way way(
      SegmentMerge merge, boolean graphs, GroundTruth truth, Path folder, PrintWriter log)
      throws IOException {
    log.printf(
        Locale.ROOT,
        "merging %d segments %s graphs%n",
        merge.segments(),
        graphs ? "with" : "without");
    log.flush();
    SegmentMerge.Steps steps = merge.run(graphs, folder);
    Map<Integer, Double> recalls = recalls(merge.data(), merge.settings(), truth, folder);
    IOUtils.rm(folder);
    return new Way(steps, recalls);
  }

  private static Map<Integer, Double> recalls(
      DataSet data, Settings settings, GroundTruth truth, Path folder) throws IOException {
    Map<Integer, Double> recalls = new TreeMap<>();
    float[][] queries = data.readQueries();
    int[][] hits = new int[queries.length][];
    try (Contestant.Searcher index = Contestants.named("ours", settings).open(data, folder)) {
      for (int ef : EF) {
        for (int i = 0; i < queries.length; i++) {
          hits[i] = index.search(queries[i], settings.k(), new BeamWidth(ef, 0));
        }
        recalls.put(ef, truth.recall(hits));
      }
    }
    return recalls;
  }
}
