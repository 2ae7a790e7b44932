package io.niteru.app.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;

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
    exact.certified(queries, wanted, 0);
    return new ExactTimes(
        exact.batch(queries, wanted),
        exact.single(queries, wanted, seconds),
        exact.certified(queries, wanted, seconds));
  }

  ObjectNode json() {
    ObjectNode json = Engine.JSON.createObjectNode().put("batch_ms", batch);
    json.set("single_ms", Trial.json(single));
    json.set("certified_ms", Trial.json(certified));
    return json;
  }
}
