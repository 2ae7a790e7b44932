package io.niteru.app.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Searches with a beam so narrow that a graph is walked, if there is one. Scores must be exact; a
 * few of the nearest may be missed.
 */
final class Walks {
  /** Documents without which there is nothing to walk. */
  static final int LEAST = 1_000;

  private static final int K = 5;
  private static final int EF_SEARCH = 12;
  private static final int TIMES = 20;
  private static final double RECALL = .8;

  private final Searches searches;
  private final Generator generator;
  private final Report report;

  Walks(Searches searches, Generator generator, Report report) {
    this.searches = searches;
    this.generator = generator;
    this.report = report;
  }

  void check(IndexModel index) {
    index.shape().vectors().stream()
        .filter(field -> field.isFloat() && field.path().isEmpty())
        .forEach(field -> check(index, field));
  }

  private void check(IndexModel index, VectorField field) {
    int wanted = 0;
    int found = 0;
    for (int i = 0; i < TIMES; i++) {
      ArrayNode target = generator.vector(field);
      Map<String, Double> scores = new HashMap<>();
      index
          .scores(field, Place.vector(target), new Filter.All())
          .forEach((id, all) -> scores.put(id, Collections.max(all)));
      String query =
          Searches.knn(
              field,
              target,
              "\"k\":%d,\"method_parameters\":{\"ef_search\":%d}".formatted(K, EF_SEARCH),
              new Filter.All());
      JsonNode hits = searches.search(index, query, K).at("/hits/hits");
      int most = Math.min(K, scores.size());
      report.check(
          hits.size() == most,
          () ->
              "POST /%s/_search %s: %d hits, not %d"
                  .formatted(index.name(), query, hits.size(), most));
      double worst =
          scores.values().stream()
              .sorted(Collections.reverseOrder())
              .limit(K)
              .reduce(0., (_, score) -> score);
      wanted += most;
      for (JsonNode hit : hits) {
        double score = hit.path("_score").asDouble();
        double exact = scores.getOrDefault(hit.path("_id").asText(), -1.);
        report.check(
            Math.abs(score - exact) <= Ranking.tolerance(exact),
            () -> "POST /%s/_search %s: %s, score %s".formatted(index.name(), query, hit, exact));
        found += exact >= worst - Ranking.tolerance(worst) ? 1 : 0;
      }
    }
    double recall = wanted == 0 ? 1 : found / (double) wanted;
    report.check(
        recall >= RECALL,
        () -> "%s: recall %.3f of %s with a narrow beam".formatted(index.name(), recall, field));
  }
}
