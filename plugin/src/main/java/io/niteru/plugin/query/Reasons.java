package io.niteru.plugin.query;

import io.niteru.core.search.Effort;
import io.niteru.core.search.SearchLog;
import io.niteru.core.search.SearchLog.Way;
import io.niteru.plugin.space.Comparison;
import io.niteru.plugin.space.SpaceType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Explanation;

/**
 * Says why documents are hits or not. Immutable; safe for all threads.
 *
 * @param comparison scores documents
 * @param k how many of the nearest are wanted, or null for all within a radius
 * @param leastScore of what is within the radius
 * @param effort how hard was looked for the nearest, or null if all were compared
 * @param filtered whether hits match a filter
 * @param nested whether hits are nested, so that the best of each parent is wanted
 */
record Reasons(
    Comparison comparison,
    Integer k,
    float leastScore,
    Effort effort,
    boolean filtered,
    boolean nested) {
  /** Explains a hit, by its score before it is boosted. */
  Explanation hit(LeafReaderContext leaf, int doc, float score, float boost, SearchLog log)
      throws IOException {
    List<Explanation> details = new ArrayList<>();
    details.add(score(comparison.distance(leaf, doc), score));
    if (boost != 1) {
      details.add(Explanation.match(boost, "boost"));
    }
    details.add(looked(log));
    return Explanation.match(
        boost * score,
        among() + ", by field [" + comparison.field() + "]" + (boost == 1 ? "" : "; score * boost"),
        details);
  }

  /** Explains the score of a document that has a vector. */
  Explanation score(LeafReaderContext leaf, int doc) throws IOException {
    float distance = comparison.distance(leaf, doc);
    return score(distance, comparison.space().score(distance));
  }

  private Explanation score(float distance, float score) {
    SpaceType space = comparison.space();
    return Explanation.match(
        score,
        "score, " + space.scoreFormula() + ", of space [" + space.label() + "]",
        Explanation.match(distance, "distance d, " + space.distanceFormula()));
  }

  /** Explains why a document is no hit. */
  Explanation other(LeafReaderContext leaf, int doc, SearchLog log) throws IOException {
    float distance = comparison.distance(leaf, doc);
    if (Float.isNaN(distance)) {
      return Explanation.noMatch("has no vector in field [" + comparison.field() + "]");
    }
    float score = comparison.space().score(distance);
    boolean near = k == null && filtered && score >= leastScore;
    String why = near ? "does not match the filter" : "not " + among();
    return Explanation.noMatch(why, score(distance, score), looked(log));
  }

  /** Says that there are no hits. */
  String nothing(SearchLog log) {
    return "no vector of field ["
        + comparison.field()
        + "] is "
        + among()
        + "; vectors looked at: "
        + sum(log);
  }

  private String among() {
    if (k == null) {
      return "within the radius (score at least "
          + leastScore
          + ")"
          + (filtered ? " and matching the filter" : "");
    }
    return "among the "
        + k
        + " nearest"
        + (filtered ? " that match the filter" : "")
        + (nested ? " (the best of each parent)" : "");
  }

  private Explanation looked(SearchLog log) {
    List<Explanation> ways = new ArrayList<>();
    for (Way way : Way.values()) {
      int segments = log.segments(way);
      if (segments > 0) {
        ways.add(
            Explanation.match(
                log.vectors(way),
                "by "
                    + text(way)
                    + ", in "
                    + segments
                    + (segments == 1 ? " segment" : " segments")));
      }
    }
    return Explanation.match(
        sum(log),
        "vectors looked at in this shard" + (effort == null ? "" : ", with " + effort),
        ways);
  }

  private static long sum(SearchLog log) {
    long sum = 0;
    for (Way way : Way.values()) {
      sum += log.vectors(way);
    }
    return sum;
  }

  private static String text(Way way) {
    return switch (way) {
      case WALK -> "a walk of the graph";
      case SCAN -> "a scan of the codes";
      case COMPARISON -> "exact comparison";
    };
  }
}
