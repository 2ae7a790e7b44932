package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Collections;
import java.util.Map;

/**
 * Searches with a beam so narrow that not all is looked at: a graph is walked, if there is one, and
 * otherwise the codes of all vectors decide which of them are. Scores must be exact; a few of the
 * nearest may be missed, but far fewer than if codes, graph and vectors did not belong together.
 */
final class Walks {
  private static final int K = 5;
  private static final double RECALL = .7;

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
        .filter(field -> field.isFloat() && !field.method().equals("flat"))
        .forEach(field -> check(index, field));
  }

  private void check(IndexModel index, VectorField field) {
    boolean large = index.shape().documents() >= 1_000;
    int wanted = 0;
    int found = 0;
    for (int i = 0; i < (large ? 12 : 6); i++) {
      Filter filter =
          generator.has(Feature.FILTERS) && i % 3 == 0
              ? new Filter.Below("", 30 + generator.random().nextInt(60))
              : new Filter.All();
      ArrayNode target = generator.vector(field);
      Map<String, Double> scores = Searches.best(index.scores(field, Place.vector(target), filter));
      double worst =
          scores.values().stream()
              .sorted(Collections.reverseOrder())
              .limit(K)
              .reduce(0., (_, score) -> score);
      wanted += Math.min(K, scores.size());
      found += search(index, field, target, filter, large ? 12 : 24, scores, worst);
    }
    double recall = wanted == 0 ? 1 : found / (double) wanted;
    report.check(
        recall >= RECALL,
        () -> "%s: recall %.3f of %s with a narrow beam".formatted(index.name(), recall, field));
  }

  /** How many of the best there are among the hits. */
  private int search(
      IndexModel index,
      VectorField field,
      ArrayNode target,
      Filter filter,
      int efSearch,
      Map<String, Double> scores,
      double worst) {
    String query =
        Searches.knn(
            field,
            target,
            "\"k\":%d,\"method_parameters\":{\"ef_search\":%d}".formatted(K, efSearch),
            filter);
    JsonNode hits = searches.search(index, query, K).at("/hits/hits");
    int most = Math.min(K, scores.size());
    // Objects of the same document may fill a beam.
    report.check(
        field.path().isEmpty() ? hits.size() == most : hits.size() <= most,
        () ->
            "POST /%s/_search %s: %d hits, not %d"
                .formatted(index.name(), query, hits.size(), most));
    int found = 0;
    for (JsonNode hit : hits) {
      double score = hit.path("_score").asDouble();
      double exact = scores.getOrDefault(hit.path("_id").asText(), -1.);
      report.check(
          field.path().isEmpty()
              ? Math.abs(score - exact) <= Ranking.tolerance(exact)
              : score <= exact + Ranking.tolerance(exact),
          () -> "POST /%s/_search %s: %s, score %s".formatted(index.name(), query, hit, exact));
      found += score >= worst - Ranking.tolerance(worst) ? 1 : 0;
    }
    return found;
  }
}
