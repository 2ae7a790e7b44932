package io.niteru.plugin.node;

import io.niteru.plugin.node.NestedDocs.A;
import io.niteru.plugin.node.NestedDocs.Doc;
import io.niteru.plugin.node.NestedDocs.Item;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Random filters of k-NN queries that stand in a {@code nested} query, as JSON and as what they
 * mean. For one thread.
 */
final class NestedFilters {
  /**
   * Where a vector is.
   *
   * @param doc the document
   * @param a the object of path {@code a} around it, or null if it is one of {@code chunks}
   * @param item the object itself
   */
  record Place(Doc doc, A a, Item item) {}

  record Filter(String json, Predicate<Place> meaning) {}

  /** What is asked of one object with a vector. */
  private record OfItem(String json, Predicate<Item> meaning) {}

  private final Random random;
  private final String path;
  private final boolean deep;

  /** Filters for vectors of a path, {@code chunks} or {@code a.b}. */
  NestedFilters(Random random, String path) {
    this.random = random;
    this.path = path;
    this.deep = path.equals("a.b");
  }

  /** Any filter. */
  Filter next() {
    return random.nextInt(5) == 0 ? alone() : tree(3);
  }

  /** A nested query and nothing else, which selects the objects themselves. */
  private Filter alone() {
    if (!deep || random.nextBoolean()) {
      OfItem of = ofItem(path, 2);
      return new Filter(nested(path, of.json()), place -> of.meaning().test(place.item()));
    }
    String c = "c" + random.nextInt(2);
    OfItem of = ofItem("a.b", 1);
    String has = nested("a.b", of.json());
    return switch (random.nextInt(5)) {
      case 0 -> new Filter(nested("a", term("a.c", c)), place -> c.equals(place.a().c()));
      case 1 -> new Filter(nested("a", has), place -> of.meaning().test(place.item()));
      case 2 ->
          new Filter(
              nested("a", bool("must", term("a.c", c), has)),
              place ->
                  c.equals(place.a().c()) && place.a().items().stream().anyMatch(of.meaning()));
      case 3 ->
          new Filter(
              nested("a", bool("filter", term("a.c", c), of.json())),
              place -> c.equals(place.a().c()) && of.meaning().test(place.item()));
      // Inside the scope of objects, the document's fields are not there.
      default -> new Filter(nested("a", term("tenant", "t0")), place -> false);
    };
  }

  private Filter tree(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return leaf();
    }
    List<Filter> parts =
        IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> tree(depth - 1)).toList();
    String[] jsons = parts.stream().map(Filter::json).toArray(String[]::new);
    Predicate<Place> all = place -> parts.stream().allMatch(part -> part.meaning().test(place));
    Predicate<Place> any = place -> parts.stream().anyMatch(part -> part.meaning().test(place));
    Filter first = parts.getFirst();
    return switch (random.nextInt(8)) {
      case 0 -> new Filter(bool("must", jsons), all);
      case 1 -> new Filter(bool("filter", jsons), all);
      case 2 -> new Filter(bool("should", jsons), any);
      case 3 -> new Filter(bool("must_not", jsons), any.negate());
      case 4 -> {
        int least = random.nextInt(parts.size()) + 1;
        yield new Filter(
            "{\"bool\":{\"minimum_should_match\":%d,\"should\":[%s]}}"
                .formatted(least, String.join(",", jsons)),
            place -> parts.stream().filter(part -> part.meaning().test(place)).count() >= least);
      }
      case 5 -> new Filter("{\"dis_max\":{\"queries\":[" + String.join(",", jsons) + "]}}", any);
      case 6 ->
          new Filter("{\"constant_score\":{\"filter\":" + first.json() + "}}", first.meaning());
      default ->
          new Filter(
              "{\"function_score\":{\"weight\":2,\"query\":" + first.json() + "}}",
              first.meaning());
    };
  }

  private Filter leaf() {
    String tenant = "t" + random.nextInt(2);
    String author = "a" + random.nextInt(3);
    String c = "c" + random.nextInt(2);
    int number = random.nextInt(4);
    OfItem of = ofItem(path, 0);
    OfItem such = ofItem(path, 1);
    Predicate<Item> is = such.meaning();
    return switch (random.nextInt(13)) {
      case 0 -> new Filter(term("tenant", tenant), place -> tenant.equals(place.doc().tenant()));
      case 1 ->
          new Filter(
              "{\"range\":{\"number\":{\"gte\":" + number + "}}}",
              place -> place.doc().number() != null && place.doc().number() >= number);
      case 2 ->
          new Filter(
              "{\"script\":{\"script\":\"doc['number'].size() > 0 && doc['number'].value == %d\"}}"
                  .formatted(number),
              place -> place.doc().number() != null && place.doc().number() == number);
      case 3 ->
          new Filter(
              "{\"ids\":{\"values\":[\"1\",\"2\",\"5\",\"8\",\"13\",\"21\"]}}",
              place -> List.of(1, 2, 5, 8, 13, 21).contains(place.doc().id()));
      case 4 ->
          new Filter("{\"exists\":{\"field\":\"tenant\"}}", place -> place.doc().tenant() != null);
      case 5 ->
          new Filter(
              "{\"query_string\":{\"query\":\"tenant:%s OR %s.colour:red\"}}"
                  .formatted(tenant, path),
              place -> tenant.equals(place.doc().tenant()) || "red".equals(place.item().colour()));
      case 6 ->
          new Filter(
              nested("authors", term("authors.id", author)),
              place -> place.doc().authors().contains(author));
      // A field of objects beside these: nothing has it, unless asked for by "nested".
      case 7 -> new Filter(term("authors.id", author), place -> false);
      case 8 -> new Filter("{\"match_all\":{}}", place -> true);
      case 9 -> new Filter(of.json(), place -> of.meaning().test(place.item()));
      case 10 ->
          deep
              ? new Filter(term("a.c", c), place -> c.equals(place.a().c()))
              : new Filter(
                  nested("a", term("a.c", c)),
                  place -> place.doc().as().stream().anyMatch(a -> c.equals(a.c())));
      // In a tree, a nested query asks whether the document has such an object.
      case 11 ->
          new Filter(
              bool("filter", nested(path, such.json())),
              place ->
                  deep
                      ? place.doc().as().stream().anyMatch(a -> a.items().stream().anyMatch(is))
                      : place.doc().chunks().stream().anyMatch(is));
      default -> {
        OfItem b = ofItem("a.b", 0);
        yield new Filter(
            bool("filter", nested("a", bool("must", term("a.c", c), nested("a.b", b.json())))),
            place ->
                place.doc().as().stream()
                    .anyMatch(a -> c.equals(a.c()) && a.items().stream().anyMatch(b.meaning())));
      }
    };
  }

  private OfItem ofItem(String at, int depth) {
    if (depth > 0 && random.nextBoolean()) {
      OfItem one = ofItem(at, depth - 1);
      OfItem other = ofItem(at, depth - 1);
      return switch (random.nextInt(3)) {
        case 0 ->
            new OfItem(bool("must", one.json(), other.json()), one.meaning().and(other.meaning()));
        case 1 ->
            new OfItem(bool("should", one.json(), other.json()), one.meaning().or(other.meaning()));
        default -> new OfItem(bool("must_not", one.json()), one.meaning().negate());
      };
    }
    String colour = random.nextBoolean() ? "red" : "blue";
    int n = random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> new OfItem(term(at + ".colour", colour), item -> colour.equals(item.colour()));
      case 1 ->
          new OfItem(
              "{\"terms\":{\"" + at + ".n\":[" + n + "]}}",
              item -> item.n() != null && item.n() == n);
      case 2 ->
          new OfItem(
              "{\"range\":{\"" + at + ".n\":{\"lt\":" + n + "}}}",
              item -> item.n() != null && item.n() < n);
      default ->
          new OfItem(
              "{\"exists\":{\"field\":\"" + at + ".colour\"}}", item -> item.colour() != null);
    };
  }

  static String nested(String path, String query) {
    return "{\"nested\":{\"path\":\"" + path + "\",\"query\":" + query + "}}";
  }

  static String term(String field, String value) {
    return "{\"term\":{\"" + field + "\":\"" + value + "\"}}";
  }

  static String bool(String occur, String... queries) {
    return "{\"bool\":{\"" + occur + "\":[" + String.join(",", queries) + "]}}";
  }
}
