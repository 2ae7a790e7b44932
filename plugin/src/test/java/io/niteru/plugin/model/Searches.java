package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Searches an index for the nearest in all ways there are, and compares with its model. */
final class Searches {
  /** Wide enough to look at all. */
  private static final int WIDEST = 10_000;

  /** An error is a difference too, and no reason to stop. */
  private static final Set<Integer> ANY =
      IntStream.range(200, 600).boxed().collect(Collectors.toSet());

  private final World world;
  private final Generator generator;
  private final Report report;

  Searches(World world, Generator generator, Report report) {
    this.world = world;
    this.generator = generator;
    this.report = report;
  }

  /** So many rounds of searches of each field. */
  void check(IndexModel index, int times) {
    for (VectorField field : index.shape().vectors()) {
      for (int i = 0; i < times; i++) {
        nearest(index, field);
        if (generator.has(Feature.RADIUS)) {
          within(index, field);
        }
        if (generator.has(Feature.SCRIPTS)) {
          scripts(index, field);
        }
      }
    }
    filters(index);
  }

  private Filter filter(IndexModel index, VectorField field) {
    return generator.has(Feature.FILTERS) && generator.chance(.6)
        ? generator.filter(index.shape(), field.path(), 2)
        : new Filter.All();
  }

  /** The target of a search: now and then a vector that is there. */
  ArrayNode target(IndexModel index, VectorField field) {
    if (generator.chance(.2) && !index.documents().isEmpty()) {
      String id = generator.oneOf(List.copyOf(index.documents().keySet()));
      List<Place> places = Place.root(index.documents().get(id)).within(field.path());
      for (Place place : places) {
        if (place.vector(field) != null) {
          return (ArrayNode) place.value(field.name());
        }
      }
    }
    return generator.vector(field);
  }

  private void nearest(IndexModel index, VectorField field) {
    ArrayNode target = target(index, field);
    Filter filter = filter(index, field);
    Map<String, Double> scores = best(index.scores(field, Place.vector(target), filter));
    int all = Math.max(1, index.documents().size());
    int k = generator.oneOf(List.of(1, 2, 5, 10, 50, 1 + all / 2, all, WIDEST));
    String query =
        knn(
            field,
            target,
            "\"k\":%d,\"method_parameters\":{\"ef_search\":%d}".formatted(k, WIDEST),
            filter);
    compare(index, query, k, Ranking.best(scores, k, index.shards()));
  }

  private void within(IndexModel index, VectorField field) {
    ArrayNode target = target(index, field);
    Filter filter = filter(index, field);
    Map<String, Double> scores = best(index.scores(field, Place.vector(target), filter));
    List<Double> sorted = scores.values().stream().sorted(Collections.reverseOrder()).toList();
    int rank = sorted.isEmpty() ? 0 : generator.random().nextInt(sorted.size());
    // Between two that are far enough apart; where there are none, among all.
    while (rank > 0
        && sorted.get(rank - 1) - sorted.get(rank) < 8 * Ranking.tolerance(sorted.get(rank))) {
      rank--;
    }
    double least =
        rank > 0
            ? (sorted.get(rank - 1) + sorted.get(rank)) / 2
            : sorted.isEmpty() ? .5 : sorted.getLast() / 2;
    int found = rank > 0 ? rank : sorted.size();
    String query = knn(field, target, radius(field, least), filter);
    Map<String, Double> near = new HashMap<>(scores);
    near.values().removeIf(score -> score < least);
    if (near.size() != found) {
      throw new AssertionError("%d within, not %d".formatted(near.size(), found));
    }
    compare(index, query, WIDEST, Ranking.all(near));
  }

  private String radius(VectorField field, double least) {
    boolean distance =
        List.of("l2", "l1", "linf", "hamming").contains(field.space()) && generator.chance(.5);
    return distance ? "\"max_distance\":" + (1 / least - 1) : "\"min_score\":" + least;
  }

  private void scripts(IndexModel index, VectorField field) {
    ArrayNode target = target(index, field);
    Filter filter =
        new Filter.Bool(
            List.of(new Filter.Exists(field), generator.filter(index.shape(), "", 1)),
            List.of(),
            List.of());
    if (!field.path().isEmpty()) {
      filter = new Filter.Exists(field);
    }
    Map<String, Double> scores = best(index.scores(field, Place.vector(target), filter));
    String script =
        generator.chance(.5)
            ? "{\"lang\":\"knn\",\"source\":\"knn_score\",\"params\":{\"field\":\"%s\",\"query_value\":%s,\"space_type\":\"%s\"}}"
                .formatted(field.fullName(), target, field.space())
            : "{\"source\":\"%s\",\"params\":{\"q\":%s}}".formatted(painless(field), target);
    String query =
        "{\"script_score\":{\"query\":%s,\"script\":%s}}".formatted(filter.json(), script);
    compare(index, nested(field, query), WIDEST, Ranking.all(scores));
  }

  private static String painless(VectorField field) {
    String doc = "(params.q, doc['" + field.fullName() + "'])";
    return switch (field.space()) {
      case "l2" -> "1 / (1 + l2Squared" + doc + ")";
      case "l1" -> "1 / (1 + l1Norm" + doc + ")";
      case "linf" -> "1 / (1 + lInfNorm" + doc + ")";
      case "hamming" -> "1 / (1 + hamming" + doc + ")";
      case "cosinesimil" -> "(1 + cosineSimilarity" + doc + ") / 2";
      case "innerproduct" -> "double p = innerProduct" + doc + "; p < 0 ? 1 / (1 - p) : 1 + p";
      default -> throw new AssertionError(field.space());
    };
  }

  /** Filters by themselves. */
  private void filters(IndexModel index) {
    Filter filter = generator.filter(index.shape(), "", 2);
    int expected = index.matching(filter).size();
    JsonNode answer =
        world.rest().post("/" + index.name() + "/_count", "{\"query\":" + filter.json() + "}");
    report.check(
        answer.path("count").asInt(-1) == expected,
        () -> "%s: %s matches %s, not %d".formatted(index.name(), filter.json(), answer, expected));
  }

  /** The best score of each document. */
  static Map<String, Double> best(Map<String, List<Double>> scores) {
    Map<String, Double> best = new HashMap<>();
    scores.forEach((id, all) -> best.put(id, Collections.max(all)));
    return best;
  }

  static String knn(VectorField field, ArrayNode target, String what, Filter filter) {
    String only = filter instanceof Filter.All ? "" : ",\"filter\":" + filter.json();
    String query =
        "{\"knn\":{\"%s\":{\"vector\":%s,%s%s}}}".formatted(field.fullName(), target, what, only);
    return nested(field, query);
  }

  /** A query for objects of a field's path as one for documents. */
  private static String nested(VectorField field, String query) {
    return field.path().isEmpty()
        ? query
        : "{\"nested\":{\"path\":\"%s\",\"score_mode\":\"max\",\"query\":%s}}"
            .formatted(field.path(), query);
  }

  private void compare(IndexModel index, String query, int size, Ranking expected) {
    JsonNode answer = search(index, query, size);
    report.check(
        expected.difference(answer).isEmpty(),
        () ->
            "POST /%s/_search %s: %s"
                .formatted(index.name(), query, expected.difference(answer).orElseThrow()));
  }

  JsonNode search(IndexModel index, String query, int size) {
    String body =
        "{\"size\":%d,\"track_total_hits\":true,\"_source\":false,\"query\":%s}"
            .formatted(size, query);
    return world.rest().send("POST", "/" + index.name() + "/_search", body, ANY);
  }
}
