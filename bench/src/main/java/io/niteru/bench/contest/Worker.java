package io.niteru.bench.contest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.peers.Contestant;
import io.niteru.bench.peers.Contestants;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The JVM of one contestant: answers the requests on its standard input until that ends. */
final class Worker {
  private final Task task;
  private final Contestant contestant;
  private final Path folder;
  private Contestant.Searcher searcher;
  private float[][] queries;

  private Worker(Task task) {
    this.task = task;
    this.contestant = Contestants.named(task.contestant(), task.settings());
    this.folder = Path.of(task.folder());
  }

  /** Runs with a {@link Task} in JSON as the only argument. */
  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    // Whatever a contestant prints must not get between the answers.
    System.setOut(System.err);
    ObjectMapper json = new ObjectMapper();
    Worker worker = new Worker(json.readValue(args[0], Task.class));
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      Reply.Envelope<?> answer;
      try {
        answer = new Reply.Envelope<>(worker.answer(json.readValue(line, Request.class)), null);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        e.printStackTrace();
        answer = new Reply.Envelope<>(null, e.getMessage() == null ? e.toString() : e.getMessage());
      }
      answers.println(json.writeValueAsString(answer));
      answers.flush();
    }
    // Contestants may have left threads.
    System.exit(0);
  }

  private Object answer(Request request) throws IOException {
    return switch (request) {
      case Request.Describe() ->
          new Reply.Described(contestant.description(), contestant.beams(task.settings().k()));
      case Request.Build() -> {
        double before = cpuSeconds();
        double seconds = contestant.build(task.data(), folder);
        yield new Reply.Built(seconds, cpuSeconds() - before);
      }
      case Request.Open() -> {
        searcher = contestant.open(task.data(), folder);
        queries = task.data().readQueries();
        yield new Reply.Done();
      }
      case Request.Allow(int rows) -> {
        searcher.allow(Selection.of(rows, task.data().count()));
        yield new Reply.Done();
      }
      case Request.Search(BeamWidth beam) -> search(beam);
      case Request.SearchCold(BeamWidth beam) -> {
        // What is mapped would stay.
        searcher.close();
        DroppedCaches.empty();
        searcher = contestant.open(task.data(), folder);
        yield search(beam);
      }
      case Request.Measure() -> Memory.now();
    };
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private Reply.Searched search(BeamWidth beam) throws IOException {
    int k = task.settings().k();
    long[] nanos = new long[queries.length];
    int[][] hits = new int[queries.length][];
    for (int i = 0; i < queries.length; i++) {
      long started = System.nanoTime();
      hits[i] = searcher.search(queries[i], k, beam);
      nanos[i] = System.nanoTime() - started;
    }
    return new Reply.Searched(nanos, hits);
  }
}
