package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads documents and compares them: equal, vectors as float32. */
final class Sources {
  private final World world;
  private final Generator generator;
  private final Report report;

  Sources(World world, Generator generator, Report report) {
    this.world = world;
    this.generator = generator;
    this.report = report;
  }

  /** Compares all documents, as a search gives them, and some as they are got. */
  void check(IndexModel index) {
    Map<String, ObjectNode> documents = index.documents();
    JsonNode answer =
        world
            .rest()
            .post(
                "/" + index.name() + "/_search",
                "{\"size\":10000,\"track_total_hits\":true,\"query\":{\"match_all\":{}}}");
    int total = answer.at("/hits/total/value").asInt();
    int count = world.rest().get("/" + index.name() + "/_count").path("count").asInt();
    report.check(
        total == documents.size() && count == total,
        () ->
            "%s: %d documents by _search, %d by _count, not %d"
                .formatted(index.name(), total, count, documents.size()));
    Set<String> missing = new TreeSet<>(documents.keySet());
    for (JsonNode hit : answer.at("/hits/hits")) {
      String id = hit.path("_id").asText();
      missing.remove(id);
      compare(index, id, hit.path("_source"), "_search");
    }
    report.check(missing.isEmpty(), () -> "%s: not found: %s".formatted(index.name(), missing));
    for (int i = 0; i < 5; i++) {
      String id = "d" + generator.random().nextInt(index.shape().documents());
      compare(index, id, get(world.rest(), index.name(), id), "_get");
    }
  }

  private void compare(IndexModel index, String id, JsonNode found, String how) {
    ObjectNode expected = index.documents().get(id);
    if (expected == null || found == null) {
      report.check(
          expected == null && found == null,
          () -> "%s/%s by %s: %s, not %s".formatted(index.name(), id, how, found, expected));
      return;
    }
    Optional<String> difference = difference(index.shape(), expected, found);
    report.check(
        difference.isEmpty(),
        () ->
            "%s/%s by %s: %s%n  expected %s%n  found %s"
                .formatted(index.name(), id, how, difference.orElseThrow(), expected, found));
  }

  /** A document's source, or null if there is none. */
  static ObjectNode get(Rest rest, String index, String id) {
    JsonNode answer = rest.send("GET", "/" + index + "/_doc/" + id, null, Set.of(200, 404));
    return answer.path("found").asBoolean() ? (ObjectNode) answer.path("_source") : null;
  }

  /** Where two documents differ, if they do. */
  static Optional<String> difference(Shape shape, JsonNode expected, JsonNode found) {
    return difference(shape, "", expected, found);
  }

  private static Optional<String> difference(
      Shape shape, String path, JsonNode expected, JsonNode found) {
    boolean same;
    if (shape.vector(path).isPresent() && expected.isArray() && found.isArray()) {
      same = Arrays.equals(Place.vector(expected), Place.vector(found));
    } else if (expected.isObject() && found.isObject()) {
      return objects(shape, path, expected, found);
    } else if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
      return arrays(shape, path, expected, found);
    } else {
      same = same(expected, found);
    }
    return same ? Optional.empty() : Optional.of("[" + path + "] differs");
  }

  /** Numbers may have been read and written again. */
  private static boolean same(JsonNode expected, JsonNode found) {
    return expected.isFloatingPointNumber() && found.isNumber()
        ? Double.compare(expected.doubleValue(), found.doubleValue()) == 0
        : expected.isIntegralNumber() && found.isIntegralNumber()
            ? expected.bigIntegerValue().equals(found.bigIntegerValue())
            : expected.equals(found);
  }

  private static Optional<String> objects(
      Shape shape, String path, JsonNode expected, JsonNode found) {
    Set<String> names = new TreeSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    found.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .map(name ->
            difference(
                shape,
                path.isEmpty() ? name : path + "." + name,
                expected.path(name),
                found.path(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> arrays(
      Shape shape, String path, JsonNode expected, JsonNode found) {
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> difference = difference(shape, path, expected.get(i), found.get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }
}
