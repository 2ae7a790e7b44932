package io.niteru.app.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Searches of the indexes there are for random vectors, in the ways clients ask. For one thread.
 */
final class RandomSearches {
  private static final int K = 10;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Engine engine;

  RandomSearches(Engine engine) {
    this.engine = engine;
  }

  /** A field that can be searched. */
  private record Target(String index, String field, int dimension) {}

  /**
   * Searches one after the other.
   *
   * @return how many searches: fewer if it is over, and none if there is nothing to search
   */
  int run(int most, BooleanSupplier over) throws IOException {
    List<Target> targets = targets();
    int done = 0;
    while (done < most && !targets.isEmpty() && !over.getAsBoolean()) {
      search(targets.get(random.nextInt(targets.size())));
      done++;
    }
    return done;
  }

  /** None while there are shards that cannot be searched, as just after a start. */
  private List<Target> targets() throws IOException {
    List<Target> targets = new ArrayList<>();
    if (engine.call("GET", "/_cluster/health", null).path("status").asText().equals("red")) {
      return targets;
    }
    JsonNode mappings = engine.call("GET", "/_all/_mapping", null);
    for (var index : mappings.properties()) {
      for (var field : index.getValue().at("/mappings/properties").properties()) {
        if (field.getValue().path("type").asText().equals("knn_vector")
            && !field.getValue().has("data_type")) {
          targets.add(
              new Target(
                  index.getKey(), field.getKey(), field.getValue().path("dimension").asInt()));
        }
      }
    }
    return targets;
  }

  private void search(Target target) throws IOException {
    var body = ImageIndex.query(target.field(), vector(target.dimension()), K);
    askForSource(body, target.field());
    // Whatever it answers: the index may be gone, or its field not made for searching.
    engine.send(
        "POST",
        "/" + target.index() + "/_search",
        Engine.JSON.writeValueAsBytes(body),
        "application/json");
  }

  /** Mostly small values, some of them zero: what is written otherwise is read by other code. */
  private float[] vector(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      double x = random.nextDouble(-.25, 1);
      vector[i] = x < 0 ? 0 : (float) (x * x * x);
    }
    return vector;
  }

  /** In one of the ways clients do. */
  private void askForSource(ObjectNode body, String field) {
    switch (random.nextInt(3)) {
      case 0 -> body.put("_source", false);
      case 1 -> body.putArray("_source").add("path");
      default -> body.putObject("_source").putArray("excludes").add(field);
    }
  }
}
