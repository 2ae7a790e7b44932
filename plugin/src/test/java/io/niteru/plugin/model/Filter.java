package io.niteru.plugin.model;

import java.util.List;
import java.util.stream.Collectors;

/** A filter as it is sent, and what it means. */
sealed interface Filter {
  /** As a query. */
  String json();

  /** Whether an object matches, which is the document or a nested one. */
  boolean matches(Place place);

  /**
   * Whether an object matches what is the whole filter of a {@code knn} query: a nested query of
   * its path, or of one around, means it and what it lies in, and not all such objects of the
   * document.
   */
  default boolean selects(Place place) {
    return this instanceof Nested nested && place.enclosing(nested.path()) != null
        ? nested.filter().matches(place.enclosing(nested.path()))
        : matches(place);
  }

  private static String name(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** Everything. */
  record All() implements Filter {
    @Override
    public String json() {
      return "{\"match_all\":{}}";
    }

    @Override
    public boolean matches(Place place) {
      return true;
    }
  }

  /** The tag of the object of that path around, or of the document. */
  record Tag(String path, String value) implements Filter {
    @Override
    public String json() {
      return "{\"term\":{\"%s\":\"%s\"}}".formatted(name(path, "tag"), value);
    }

    @Override
    public boolean matches(Place place) {
      return place.enclosing(path).value("tag").asText().equals(value);
    }
  }

  /** The number of the object of that path around, or of the document. */
  record Below(String path, int bound) implements Filter {
    @Override
    public String json() {
      return "{\"range\":{\"%s\":{\"lt\":%d}}}".formatted(name(path, "n"), bound);
    }

    @Override
    public boolean matches(Place place) {
      return place.enclosing(path).value("n").asInt(Integer.MAX_VALUE) < bound;
    }
  }

  /** The same of the document, by a script. */
  record Script(int bound) implements Filter {
    @Override
    public String json() {
      return ("{\"script\":{\"script\":{\"source\":\"doc['n'].size() > 0 && doc['n'].value <"
              + " params.b\",\"params\":{\"b\":%d}}}}")
          .formatted(bound);
    }

    @Override
    public boolean matches(Place place) {
      return new Below("", bound).matches(place);
    }
  }

  /** Whether there is a vector. */
  record Exists(VectorField field) implements Filter {
    @Override
    public String json() {
      return "{\"exists\":{\"field\":\"" + field.fullName() + "\"}}";
    }

    @Override
    public boolean matches(Place place) {
      return place.enclosing(field.path()).vector(field) != null;
    }
  }

  /** Whether the document has such a nested object. */
  record Nested(String path, Filter filter) implements Filter {
    @Override
    public String json() {
      return "{\"nested\":{\"path\":\"%s\",\"query\":%s}}".formatted(path, filter.json());
    }

    @Override
    public boolean matches(Place place) {
      return place.enclosing("").within(path).stream().anyMatch(filter::matches);
    }
  }

  /** All of some, one at least of others if there are any, none of yet others. */
  record Bool(List<Filter> must, List<Filter> should, List<Filter> mustNot) implements Filter {
    @Override
    public String json() {
      return "{\"bool\":{\"must\":%s,\"should\":%s,\"must_not\":%s,\"minimum_should_match\":%d}}"
          .formatted(all(must), all(should), all(mustNot), should.isEmpty() ? 0 : 1);
    }

    private static String all(List<Filter> filters) {
      return filters.stream().map(Filter::json).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public boolean matches(Place place) {
      return must.stream().allMatch(f -> f.matches(place))
          && (should.isEmpty() || should.stream().anyMatch(f -> f.matches(place)))
          && mustNot.stream().noneMatch(f -> f.matches(place));
    }
  }
}
