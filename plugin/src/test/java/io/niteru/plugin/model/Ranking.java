package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a search must find: documents with scores, the best first; ties in any order.
 *
 * @param scores of all documents that may be found
 * @param least hits there must be
 * @param most hits there may be
 */
record Ranking(Map<String, Double> scores, int least, int most) {
  /** The best ones, so many of each shard. */
  static Ranking best(Map<String, Double> scores, int k, int shards) {
    int least = Math.min(k, scores.size());
    return new Ranking(scores, least, shards == 1 ? least : scores.size());
  }

  /** All of them. */
  static Ranking all(Map<String, Double> scores) {
    return new Ranking(scores, scores.size(), scores.size());
  }

  /** What is wrong with an answer that holds all hits, or some of the best of many shards. */
  Optional<String> difference(JsonNode answer) {
    if (answer.has("error")) {
      return Optional.of(answer.toString());
    }
    JsonNode hits = answer.at("/hits/hits");
    int total = answer.at("/hits/total/value").asInt(-1);
    if (hits.size() < least || total < least || total > most) {
      return Optional.of(
          "%d hits of %d, not %d to %d; missing %s"
              .formatted(hits.size(), total, least, most, missing(hits, 0)));
    }
    double last = Double.POSITIVE_INFINITY;
    for (JsonNode hit : hits) {
      String id = hit.path("_id").asText();
      double score = hit.path("_score").asDouble(Double.NaN);
      Double expected = scores.get(id);
      if (expected == null) {
        return Optional.of("%s must not be found".formatted(id));
      }
      if (!(Math.abs(score - expected) <= tolerance(expected))) {
        return Optional.of("%s scores %s, not %s".formatted(id, score, expected));
      }
      if (score > last) {
        return Optional.of("%s is out of order".formatted(id));
      }
      last = score;
    }
    Set<String> missing = missing(hits, hits.size() < scores.size() && !hits.isEmpty() ? last : 0);
    return missing.isEmpty() ? Optional.empty() : Optional.of("missing " + missing);
  }

  /** Documents that are better than some score and not among the hits. */
  Set<String> missing(JsonNode hits, double score) {
    Set<String> missing =
        scores.entrySet().stream()
            .filter(e -> e.getValue() > score + 2 * tolerance(score))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    hits.forEach(hit -> missing.remove(hit.path("_id").asText()));
    return missing;
  }

  static double tolerance(double score) {
    return 1e-6 * Math.min(1, score * 10) + 1e-5 * score;
  }
}
