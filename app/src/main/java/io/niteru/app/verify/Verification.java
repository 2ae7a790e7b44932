package io.niteru.app.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that a run found out.
 *
 * @param trials one setting, or those of a sweep
 * @param example the first query's nearest
 * @param graphBytes of the graph on disk, the first if there are several
 * @param against the comparison with an engine, if one was asked for
 */
record Verification(
    Source source,
    Queries queries,
    int k,
    double wantedRecall,
    ExactTimes exact,
    List<Trial> trials,
    Neighbor[] example,
    double buildSeconds,
    long graphBytes,
    long codesBytes,
    Optional<Against> against) {
  /** The fastest setting that finds enough, as far as so many queries can tell. */
  Optional<Trial> cheapest() {
    return fastestThatReaches(wantedRecall);
  }

  /** The fastest setting that finds as much as any, as far as so many queries can tell. */
  Trial asGoodAsTheBest() {
    return fastestThatReaches(best().recall()).orElseThrow();
  }

  /** The setting that finds most. */
  Trial best() {
    return trials.stream().max(Comparator.comparingDouble(Trial::recall)).orElseThrow();
  }

  private Optional<Trial> fastestThatReaches(double recall) {
    return trials.stream()
        .filter(t -> t.reaches(recall))
        .min(Comparator.comparingDouble(t -> t.single().p50()));
  }

  ObjectNode json() throws IOException {
    ObjectNode json =
        Engine.JSON
            .createObjectNode()
            .put("file", source.file().path().toString())
            .put("rows", source.file().rows())
            .put("dimension", source.file().dimension())
            .put("queries", queries.count())
            .put("queries_from", queries.from())
            .put("k", k)
            .put("build_seconds", buildSeconds)
            .put("graph_bytes", graphBytes)
            .put("exact_codes_bytes", codesBytes);
    DiskCheck.resident().ifPresent(bytes -> json.put("resident_bytes", bytes));
    json.set("exact", exact.json());
    ArrayNode graphs = json.putArray("hnsw");
    trials.forEach(trial -> graphs.add(trial.json()));
    cheapest()
        .ifPresent(trial -> {
          ObjectNode best = json.putObject("cheapest").put("wanted_recall", wantedRecall);
          best.setAll(trial.json());
          best.put("settings", trial.settings());
        });
    ArrayNode nearest = json.putObject("example").put("query", query()).putArray("nearest");
    for (Neighbor n : example) {
      nearest
          .addObject()
          .put("row", n.row())
          .put("cosine", n.value())
          .put("name", source.name(n.row()));
    }
    against.ifPresent(a -> json.set("against", a.json()));
    return json;
  }

  /** What the example was asked for. */
  String query() {
    int row = queries.rows()[0];
    return row < 0
        ? "vector 0 of " + queries.from()
        : ("row " + row + " " + source.name(row)).strip();
  }
}
