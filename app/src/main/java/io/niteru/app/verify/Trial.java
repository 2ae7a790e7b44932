package io.niteru.app.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import io.niteru.features.exact.Neighbor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What one setting of a graph achieved.
 *
 * @param recall share of the true nearest that were found
 * @param interval what that share may be with other queries
 * @param single milliseconds of a query, one after another on one thread
 * @param batch milliseconds a query of all together on all cores
 */
record Trial(
    int m,
    int efConstruction,
    int efSearch,
    double recall,
    Interval interval,
    Latency single,
    double batch) {
  /** Rows this close to the last of the true nearest are as good as it, as float tells them. */
  private static final double TIE = 1e-6;

  private static final long WARM_UP = 700_000_000;
  private static final int BATCH_MILLIS = 200;

  /** What a trial is measured by. */
  record Task(Queries queries, Neighbor[][] truth, int k, double seconds) {
    /** What a search finds, the queries themselves left out. */
    Neighbor[][] answers(GraphSearch search) {
      Neighbor[][] found = new Neighbor[queries.count()][];
      IntStream.range(0, found.length)
          .parallel()
          .forEach(q -> {
            Neighbor[] all = search.search(queries.vectors()[q], queries.wanted(k));
            found[q] = queries.others(q, all, k);
          });
      return found;
    }

    /** The share of the truth that was found. */
    double recall(Neighbor[][] found) {
      long all = IntStream.of(wanted()).sum();
      return all == 0 ? 1 : (double) IntStream.of(hits(found)).sum() / all;
    }

    /** What that share may be with other queries. */
    Interval interval(Neighbor[][] found) {
      return Interval.of(hits(found), wanted());
    }

    private int[] wanted() {
      return Arrays.stream(truth).mapToInt(nearest -> nearest.length).toArray();
    }

    private int[] hits(Neighbor[][] found) {
      int[] hits = new int[truth.length];
      for (int q = 0; q < truth.length; q++) {
        Neighbor[] nearest = truth[q];
        if (nearest.length > 0) {
          double last = nearest[nearest.length - 1].value() - TIE;
          long count =
              Arrays.stream(found[q])
                  .filter(n -> n.value() >= last || contains(nearest, n.row()))
                  .count();
          hits[q] = (int) Math.min(count, nearest.length);
        }
      }
      return hits;
    }
  }

  /** Measures a graph with each number of candidates, the timings in turns. */
  static List<Trial> of(
      int m, int efConstruction, GraphIndex graph, List<Integer> efSearches, Task task) {
    List<GraphSearch> searches = efSearches.stream().map(graph::with).toList();
    warmUp(searches, task);
    Queries queries = task.queries();
    int wanted = queries.wanted(task.k());
    List<IntConsumer> ways = new ArrayList<>();
    for (GraphSearch search : searches) {
      ways.add(q -> search.search(queries.vectors()[q], wanted));
    }
    List<Latency> single = Latency.inTurns(queries.count(), task.seconds(), ways);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < searches.size(); i++) {
      GraphSearch search = searches.get(i);
      Neighbor[][] found = task.answers(search);
      trials.add(
          new Trial(
              m,
              efConstruction,
              search.efSearch(),
              task.recall(found),
              task.interval(found),
              single.get(i),
              batch(search, task, single.get(i))));
    }
    return trials;
  }

  /** Until the JVM has compiled the search, and its pages are in memory. */
  private static void warmUp(List<GraphSearch> searches, Task task) {
    long start = System.nanoTime();
    for (int i = 0; i < searches.size() || System.nanoTime() - start < WARM_UP; i++) {
      task.answers(searches.get(i % searches.size()));
    }
  }

  private static double batch(GraphSearch search, Task task, Latency single) {
    // So many rounds that the clock can tell.
    int rounds = 1 + (int) (BATCH_MILLIS / Math.max(.01, single.mean() * task.queries().count()));
    long start = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      task.answers(search);
    }
    return (System.nanoTime() - start) / 1e6 / rounds / task.queries().count();
  }

  static boolean contains(Neighbor[] neighbors, int row) {
    return Arrays.stream(neighbors).anyMatch(n -> n.row() == row);
  }

  /** True if only luck with the queries tells this recall from one that is enough. */
  boolean reaches(double wanted) {
    return interval.high() >= wanted;
  }

  /** The settings of an index that searches like this, in one line. */
  String settings() {
    return "{\"index\": {\"knn\": true, \"knn.algo_param.m\": "
        + m
        + ", \"knn.algo_param.ef_construction\": "
        + efConstruction
        + ", \"knn.algo_param.ef_search\": "
        + efSearch
        + "}}";
  }

  ObjectNode json() {
    ObjectNode json =
        Engine.JSON
            .createObjectNode()
            .put("m", m)
            .put("ef_construction", efConstruction)
            .put("ef_search", efSearch)
            .put("recall", recall)
            .put("recall_low", interval.low())
            .put("recall_high", interval.high())
            .put("batch_ms", batch);
    json.set("single_ms", json(single));
    return json;
  }

  static ObjectNode json(Latency latency) {
    return Engine.JSON
        .createObjectNode()
        .put("mean", latency.mean())
        .put("p50", latency.p50())
        .put("p90", latency.p90())
        .put("p99", latency.p99());
  }
}
