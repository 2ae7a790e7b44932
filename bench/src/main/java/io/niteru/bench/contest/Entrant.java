package io.niteru.bench.contest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.niteru.bench.peers.BeamWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.util.IOUtils;

/** One contestant in a contest: its process, its index and its measurements. Not thread-safe. */
final class Entrant implements AutoCloseable {
  private static final String RECORD = "built.json";
  private static final double SLACK = 1.3;

  private final Task task;
  private final String heap;
  private final Path log;
  private final List<Rounds> sweep = new ArrayList<>();
  private WorkerProcess worker;
  private Reply.Described described;
  private Built built;

  Entrant(Task task, String heap) {
    this.task = task;
    this.heap = heap;
    this.log = Path.of(task.folder() + ".log");
  }

  String name() {
    return task.contestant();
  }

  String description() {
    return described.description();
  }

  /** Builds, or takes what an earlier run with the same task left. */
  Built build(boolean reuse) throws IOException {
    Path folder = Path.of(task.folder());
    ObjectMapper json = new ObjectMapper();
    Path record = folder.resolve(RECORD);
    if (reuse && Files.exists(record)) {
      Earlier earlier = json.readValue(record.toFile(), Earlier.class);
      if (earlier.task().equals(task)) {
        worker = WorkerProcess.start(task, heap, log);
        described = worker.describe();
        built = earlier.built();
        return built;
      }
    }
    IOUtils.rm(folder);
    Files.deleteIfExists(log);
    Files.createDirectories(folder);
    FreshMemory.touch(task.data());
    worker = WorkerProcess.start(task, heap, log);
    described = worker.describe();
    Reply.Built took = worker.build();
    built = new Built(took.seconds(), took.cpuSeconds(), bytes(folder), worker.measure());
    json.writeValue(record.toFile(), new Earlier(task, built));
    worker.close();
    worker = WorkerProcess.start(task, heap, log);
    return built;
  }

  Built built() {
    return built;
  }

  void open() throws IOException {
    worker.open();
  }

  /** Lets only so many rows be hits from now on. */
  void allow(int rows) throws IOException {
    worker.allow(rows);
  }

  List<BeamWidth> beams() {
    return described.beams();
  }

  Reply.Searched search(BeamWidth beam) throws IOException {
    return worker.search(beam);
  }

  /** Measures each beam once more, with an empty page cache before its first query. */
  void searchCold() throws IOException {
    for (Rounds rounds : sweep) {
      rounds.addCold(worker.searchCold(rounds.beam()).nanos());
    }
  }

  Memory memory() throws IOException {
    return worker.measure();
  }

  /** The beams being measured. */
  List<Rounds> sweep() {
    return sweep;
  }

  /** Drops the beams that others are well ahead of, and forgets the times of all. */
  void keepFront() {
    List<Measured> measured = measured();
    // One round's mean may hold a pause of the machine; its median does not.
    sweep.removeIf(rounds -> {
      Measured slow = rounds.measured();
      return measured.stream()
          .anyMatch(m -> m.recall() >= slow.recall() && SLACK * m.p50() < slow.p50());
    });
    sweep.forEach(Rounds::restart);
  }

  List<Measured> measured() {
    return sweep.stream().map(Rounds::measured).toList();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
  }

  /** What an earlier run left beside the files of its index. */
  record Earlier(Task task, Built built) {}
}
