package io.niteru.bench.contest;

import io.niteru.app.cli.Progress;
import io.niteru.bench.data.DataSet;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.peers.Settings;
import io.niteru.features.exact.GroundTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Contestants building one after the other, then searching in turns: a beam of one, a beam of the
 * next, round after round, so that the noise of the machine hits all alike. What fails is left out
 * from then on and named in {@link #failures}. Not thread-safe.
 */
public final class Contest implements AutoCloseable {
  private static final int WARM_UPS = 2;

  private final DataSet data;
  private final PrintWriter log;
  private final List<Entrant> entrants = new ArrayList<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /**
   * A contest that has not begun.
   *
   * @param work gets a folder for each index
   * @param heap largest heap of each JVM
   */
  public Contest(
      List<String> names,
      DataSet data,
      Settings settings,
      Path work,
      String heap,
      PrintWriter log) {
    this.data = data;
    this.log = log;
    for (String name : names) {
      String folder = work.resolve(name).toAbsolutePath().toString();
      entrants.add(new Entrant(new Task(name, data, folder, settings), heap));
    }
  }

  /**
   * Builds all indexes and opens them.
   *
   * @param reuse takes what an earlier run with the same settings left, where it did
   */
  public void build(boolean reuse) {
    forEach(entrant -> {
      log.println(entrant.name() + ": building");
      log.flush();
      Built built = entrant.build(reuse);
      log.printf(
          Locale.ROOT,
          "%s: %.1f s, %.1f s of CPU, %,d MB%n",
          entrant.name(),
          built.seconds(),
          built.cpuSeconds(),
          built.bytes() / 1_000_000);
      log.flush();
      entrant.open();
    });
  }

  /** Lets only {@code rows} random rows be hits from now on; {@link #selection} says which. */
  public void allow(int rows) {
    forEach(entrant -> entrant.allow(rows));
  }

  /** The rows that {@link #allow} lets through. */
  public BitSet selection(int rows) {
    return Selection.of(rows, data.count());
  }

  /**
   * Searches in turns, after {@value #WARM_UPS} rounds to warm up.
   *
   * @param truth what recall is measured against
   * @param rounds to take the medians of
   * @param beams which of the contestants' beams to try
   * @param frontOnly leaves out beams wider than one that found all, and after the warm-up those
   *     well behind others
   */
  public List<Outcome> search(
      GroundTruth truth, int rounds, Predicate<BeamWidth> beams, boolean frontOnly) {
    forEach(entrant -> warmUp(entrant, truth, beams, frontOnly));
    int steps = rounds * entrants.stream().mapToInt(e -> e.sweep().size()).sum();
    try (Progress progress = new Progress("search", steps, "sweeps", log)) {
      for (int round = 0; round < rounds; round++) {
        takeTurns(progress);
      }
    }
    return outcomes();
  }

  /** Measures the beams of {@link #search} once more, with an empty page cache before each. */
  public void searchCold() {
    forEach(Entrant::searchCold);
  }

  /** What has been measured. */
  public List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    forEach(e ->
        outcomes.add(new Outcome(e.name(), e.description(), e.built(), e.memory(), e.measured())));
    return outcomes;
  }

  /** Why contestants dropped out, by name. */
  public Map<String, String> failures() {
    return failures;
  }

  private void warmUp(
      Entrant entrant, GroundTruth truth, Predicate<BeamWidth> beams, boolean frontOnly)
      throws IOException {
    entrant.sweep().clear();
    List<BeamWidth> wanted = entrant.beams().stream().filter(beams).toList();
    try (Progress progress =
        new Progress("warm up " + entrant.name(), WARM_UPS * wanted.size(), "sweeps", log)) {
      BeamWidth perfect = null;
      for (BeamWidth beam : wanted) {
        if (!frontOnly || perfect == null || beam.rerank() < perfect.rerank()) {
          double recall = truth.recall(entrant.search(beam).hits());
          entrant.sweep().add(new Rounds(beam, recall));
          perfect = recall == 1 ? beam : perfect;
        }
        progress.step(1);
      }
      for (int i = 1; i < WARM_UPS; i++) {
        for (Rounds beam : entrant.sweep()) {
          beam.add(entrant.search(beam.beam()).nanos());
          progress.step(1);
        }
      }
    }
    if (frontOnly) {
      entrant.keepFront();
    } else {
      entrant.sweep().forEach(Rounds::restart);
    }
  }

  private void takeTurns(Progress progress) {
    int most = entrants.stream().mapToInt(entrant -> entrant.sweep().size()).max().orElse(0);
    for (int i = 0; i < most; i++) {
      int turn = i;
      forEach(entrant -> {
        if (turn < entrant.sweep().size()) {
          Rounds beam = entrant.sweep().get(turn);
          beam.add(entrant.search(beam.beam()).nanos());
          progress.step(1);
        }
      });
    }
  }

  private void forEach(Step step) {
    for (Entrant entrant : List.copyOf(entrants)) {
      try {
        step.take(entrant);
      } catch (IOException e) {
        failures.put(entrant.name(), e.getMessage());
        log.println(e.getMessage());
        log.flush();
        entrants.remove(entrant);
        entrant.close();
      }
    }
  }

  @Override
  public void close() {
    entrants.forEach(Entrant::close);
  }

  /** Something a contestant does. */
  @FunctionalInterface
  private interface Step {
    void take(Entrant entrant) throws IOException;
  }
}
