package io.niteru.bench.jmh;

import io.niteru.bench.data.DataSet;
import io.niteru.bench.data.DataSets;
import io.niteru.bench.data.FeatureSource;
import io.niteru.bench.data.Made;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.peers.Contestant;
import io.niteru.bench.peers.Contestants;
import io.niteru.bench.peers.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.util.IOUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One search for the ten nearest through Lucene, a different query each time. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SearchBenchmark {
  private static final int K = 10;

  /** Name of the contestant. */
  @Param("ours")
  public String contestant;

  /** Vectors in the index; of 10,000 there is no graph, and all are scanned. */
  @Param({"10000", "20000"})
  public int rows;

  /** Beam of the search. */
  @Param({"32", "128"})
  public int efSearch;

  private Path folder;
  private Contestant.Searcher searcher;
  private float[][] queries;
  private int next;

  /** Generates vectors and builds the index. */
  @Setup(Level.Trial)
  public void build() throws IOException {
    PrintWriter log = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    folder = Files.createTempDirectory("niteru-jmh-");
    FeatureSource features =
        DataSets.generate(Made.FEATURES, folder.resolve("generated"), rows, 1280, log);
    DataSet data = DataSets.normalise(features, folder.resolve("vectors.bin"), log);
    int threads = Runtime.getRuntime().availableProcessors();
    Contestant index = Contestants.named(contestant, new Settings(K, 48, 128, threads));
    Path files = Files.createDirectory(folder.resolve("index"));
    index.build(data, files);
    searcher = index.open(data, files);
    queries = data.readQueries();
  }

  /** Deletes everything. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    searcher.close();
    IOUtils.rm(folder);
  }

  /** Searches for the next query. */
  @Benchmark
  public int[] search() throws IOException {
    next = next + 1 == queries.length ? 0 : next + 1;
    return searcher.search(queries[next], K, new BeamWidth(efSearch, 0));
  }
}
