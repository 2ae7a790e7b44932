package io.niteru.app.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Connection;
import io.niteru.app.engine.Connection.Reply;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.app.engine.ImageIndex.Hit;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hc.core5.http.ContentType;

/**
 * How a running engine's answers compare.
 *
 * @param engine its address and index
 * @param queries how many were asked
 * @param likeExact for how many the documents are those of exact search
 * @param likeOffline for how many they are those of the offline graph
 * @param recall share of the true nearest that it found
 * @param scoreDifference largest difference of a score to what exact search says it should be
 * @param latency of a request over HTTP, one after another over one connection, from the first byte
 *     sent to the last received
 */
record Against(
    String engine,
    int queries,
    int likeExact,
    int likeOffline,
    double recall,
    double scoreDifference,
    Latency latency) {
  private static final double TIE = 1e-6;

  /**
   * Sends the queries.
   *
   * @param offline what the graph of the same settings found
   * @param rows how many documents the index should have
   */
  static Against of(Engine engine, String name, Trial.Task task, Neighbor[][] offline, int rows)
      throws IOException {
    ImageIndex index = new ImageIndex(engine, name);
    if (!index.exists()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no index %s at %s; load it with: niteru index",
              name,
              engine.address()));
    }
    long count = index.refreshAndCount();
    if (count != rows) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "index %s at %s has %,d documents, the file has %,d rows: load the same file first",
              name,
              engine.address(),
              count,
              rows));
    }
    Queries queries = task.queries();
    int wanted = queries.wanted(task.k());
    String path = "/" + name + "/_search";
    // The first request opens whatever the engine opens lazily.
    index.search(queries.vectors()[0], wanted);
    Neighbor[][] found = new Neighbor[queries.count()][];
    double[] times = new double[found.length];
    try (Connection connection = engine.connect()) {
      for (int q = 0; q < found.length; q++) {
        byte[] body = Engine.JSON.writeValueAsBytes(ImageIndex.query(queries.vectors()[q], wanted));
        Reply reply = connection.post(path, body, ContentType.APPLICATION_JSON);
        times[q] = reply.millis();
        Neighbor[] all =
            ImageIndex.hits(reply.read().success("POST", path)).stream()
                .map(Against::neighbor)
                .toArray(Neighbor[]::new);
        found[q] = queries.others(q, all, task.k());
      }
    }
    return new Against(
        engine.address() + "/" + name,
        found.length,
        alike(found, task.truth()),
        alike(found, offline),
        task.recall(found),
        scoreDifference(found, task.truth()),
        Latency.of(times));
  }

  private static Neighbor neighbor(Hit hit) {
    if (!hit.id().matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "document ids must be row numbers, as niteru index gives them; found " + hit.id());
    }
    return new Neighbor(Integer.parseInt(hit.id()), hit.cosine());
  }

  /** For how many queries both found the same rows, or rows that are as near. */
  private static int alike(Neighbor[][] a, Neighbor[][] b) {
    int alike = 0;
    for (int q = 0; q < a.length; q++) {
      Neighbor[] other = b[q];
      boolean same = a[q].length == other.length;
      for (int i = 0; same && i < other.length; i++) {
        same =
            Trial.contains(other, a[q][i].row())
                || Math.abs(a[q][i].value() - other[other.length - 1].value()) < TIE;
      }
      alike += same ? 1 : 0;
    }
    return alike;
  }

  private static double scoreDifference(Neighbor[][] found, Neighbor[][] truth) {
    double largest = 0;
    for (int q = 0; q < found.length; q++) {
      for (Neighbor n : found[q]) {
        largest =
            Arrays.stream(truth[q])
                .filter(t -> t.row() == n.row())
                .mapToDouble(
                    t -> Math.abs(GraphSearch.score(n.value()) - GraphSearch.score(t.value())))
                .reduce(largest, Math::max);
      }
    }
    return largest;
  }

  ObjectNode json() {
    ObjectNode json =
        Engine.JSON
            .createObjectNode()
            .put("engine", engine)
            .put("queries", queries)
            .put("same_documents_as_exact", likeExact)
            .put("same_documents_as_offline", likeOffline)
            .put("recall", recall)
            .put("largest_score_difference", scoreDifference);
    json.set("latency_ms", Trial.json(latency));
    return json;
  }
}
