package io.niteru.plugin.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Documents with three nested paths: {@code chunks} and {@code authors} beside each other, and
 * {@code a.b} within {@code a}. Fields may be missing, and any path may be empty.
 */
final class NestedDocs {
  static final String MAPPING =
      """
      {"settings": {"index.knn": true, "number_of_shards": 1}, "mappings": {"properties": {
        "tenant": {"type": "keyword"}, "number": {"type": "integer"},
        "authors": {"type": "nested", "properties": {"id": {"type": "keyword"}}},
        "chunks": {"type": "nested", "properties": {
          "colour": {"type": "keyword"}, "n": {"type": "integer"},
          "v": {"type": "knn_vector", "dimension": 2, "method": {"name": "METHOD"}}}},
        "a": {"type": "nested", "properties": {"c": {"type": "keyword"},
          "b": {"type": "nested", "properties": {
            "colour": {"type": "keyword"}, "n": {"type": "integer"},
            "v": {"type": "knn_vector", "dimension": 2, "method": {"name": "METHOD"}}}}}}}}}
      """;

  /** An object with a vector. */
  record Item(String colour, Integer n, float x, float y) {
    String json() {
      return object(
          colour == null ? null : "\"colour\":\"" + colour + "\"",
          n == null ? null : "\"n\":" + n,
          "\"v\":[" + x + "," + y + "]");
    }

    /** The score by the field's space. */
    double score(float targetX, float targetY) {
      double dx = x - targetX;
      double dy = y - targetY;
      return 1 / (1 + dx * dx + dy * dy);
    }
  }

  /** An object with objects in it. */
  record A(String c, List<Item> items) {
    String json() {
      return object(c == null ? null : "\"c\":\"" + c + "\"", list("b", items, Item::json));
    }
  }

  record Doc(
      int id, String tenant, Integer number, List<String> authors, List<Item> chunks, List<A> as) {
    String json() {
      return object(
          tenant == null ? null : "\"tenant\":\"" + tenant + "\"",
          number == null ? null : "\"number\":" + number,
          list("authors", authors, author -> "{\"id\":\"" + author + "\"}"),
          list("chunks", chunks, Item::json),
          list("a", as, A::json));
    }
  }

  private final Random random;

  NestedDocs(Random random) {
    this.random = random;
  }

  Doc doc(int id) {
    return new Doc(
        id,
        one("t0", "t1", null),
        one(0, 1, 2, 3, null),
        some(3, () -> one("a0", "a1", "a2")),
        some(4, this::item),
        some(3, () -> new A(one("c0", "c1", null), some(3, this::item))));
  }

  private Item item() {
    return new Item(
        one("red", "blue", null), one(0, 1, 2, null), random.nextFloat(), random.nextFloat());
  }

  private <T> List<T> some(int most, Supplier<T> maker) {
    return new ArrayList<>(Stream.generate(maker).limit(random.nextInt(most + 1)).toList());
  }

  @SafeVarargs
  private <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  static String bulk(List<Doc> docs) {
    return docs.stream()
        .map(doc -> "{\"index\":{\"_id\":\"" + doc.id() + "\"}}\n" + doc.json() + "\n")
        .collect(Collectors.joining());
  }

  private static String object(String... members) {
    return Stream.of(members)
        .filter(member -> member != null)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static <T> String list(
      String key, List<T> values, java.util.function.Function<T, String> json) {
    return values.stream().map(json).collect(Collectors.joining(",", "\"" + key + "\":[", "]"));
  }
}
