package io.niteru.app.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import java.util.List;

/**
 * How long exact search takes, on all cores.
 *
 * @param batch milliseconds a query of all together
 * @param single milliseconds of a query that compares all rows
 * @param certified milliseconds of a query that lets codes rule rows out
 */
record ExactTimes(double batch, Latency single, Latency certified) {
  static ExactTimes of(ExactTwin exact, Queries queries, int k, double seconds) {
    int wanted = queries.wanted(k);
    float[][] vectors = queries.vectors();
    // The searches for the truth have warmed up the others.
    Latency.inTurns(vectors.length, seconds / 4, List.of(q -> exact.certified(vectors[q], wanted)));
    List<Latency> single =
        Latency.inTurns(
            vectors.length,
            seconds,
            List.of(
                q -> exact.single(vectors[q], wanted), q -> exact.certified(vectors[q], wanted)));
    return new ExactTimes(exact.batch(queries, wanted), single.get(0), single.get(1));
  }

  /** Median milliseconds of the faster of the two. */
  double faster() {
    return Math.min(single.p50(), certified.p50());
  }

  /** Which of the two is faster. */
  String fasterName() {
    return certified.p50() < single.p50() ? "exact search, codes first" : "exact search";
  }

  ObjectNode json() {
    ObjectNode json = Engine.JSON.createObjectNode().put("batch_ms", batch);
    json.set("single_ms", Trial.json(single));
    json.set("certified_ms", Trial.json(certified));
    return json;
  }
}
