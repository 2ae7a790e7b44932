package io.niteru.plugin.mapper;

import io.niteru.plugin.space.SpaceType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The {@code method} object of a mapping. Names of engines and of encoders other than product
 * quantisation are accepted without effect: there is one engine, and it re-ranks with the vectors
 * themselves.
 *
 * @param source the object as it was sent, to be given back
 * @param flat whether {@code name} asks for no graph
 * @param space {@code space_type}, or null
 * @param engine {@code engine}, or null
 * @param m {@code parameters.m}, or null
 * @param efConstruction {@code parameters.ef_construction}, or null
 * @param efSearch {@code parameters.ef_search}, or null
 */
record Method(
    Map<String, Object> source,
    boolean flat,
    SpaceType space,
    String engine,
    Integer m,
    Integer efConstruction,
    Integer efSearch) {
  /** A mapping without a {@code method}. */
  static final Method NONE = new Method(Map.of(), false, null, null, null, null, null);

  private static final Set<String> ENGINES = Set.of("nmslib", "faiss", "lucene", "undefined");
  private static final Set<String> ENCODERS = Set.of("flat", "sq", "binary");

  static Method parse(Object node) {
    Map<String, Object> rest = object("method", node);
    final Map<String, Object> source = Map.copyOf(rest);
    Object name = rest.remove("name");
    boolean flat = "flat".equals(name);
    if (!flat && !"hnsw".equals(name)) {
      throw new IllegalArgumentException(
          "method [" + name + "] is not supported; use [hnsw], or [flat] for exact search");
    }
    Object space = rest.remove("space_type");
    Object engine = rest.remove("engine");
    Object parameters = rest.remove("parameters");
    refuseRest("method", rest);
    Map<String, Object> p = parameters == null ? Map.of() : object("parameters", parameters);
    Integer m = integer(p, "m", 2, 512);
    Integer efConstruction = integer(p, "ef_construction", 2, 3_200);
    Integer efSearch = integer(p, "ef_search", 2, 10_000);
    if (p.containsKey("encoder")) {
      checkEncoder(p.remove("encoder"));
    }
    refuseRest("parameters", p);
    return new Method(
        source,
        flat,
        space == null ? null : SpaceType.of(space.toString()),
        engine == null ? null : engine(engine),
        m,
        efConstruction,
        efSearch);
  }

  static String engine(Object name) {
    if (!ENGINES.contains(name.toString())) {
      throw new IllegalArgumentException("Invalid engine type: " + name);
    }
    return name.toString();
  }

  private static void checkEncoder(Object node) {
    Object name = object("encoder", node).get("name");
    if (name == null || !ENCODERS.contains(name.toString())) {
      throw new IllegalArgumentException(
          "encoder [" + name + "] is not supported; supported are " + ENCODERS);
    }
  }

  private static Map<String, Object> object(String what, Object node) {
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("[" + what + "] must be an object, found [" + node + "]");
    }
    Map<String, Object> copy = new HashMap<>();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            copy.put(key.toString(), value);
          }
        });
    return copy;
  }

  private static Integer integer(Map<String, Object> from, String key, int min, int max) {
    Object value = from.get(key);
    if (value == null) {
      return null;
    }
    from.remove(key);
    try {
      int number = Integer.parseInt(value.toString());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number out of range
    }
    throw new IllegalArgumentException(
        "[" + key + "] must be a whole number from " + min + " to " + max + ", found " + value);
  }

  private static void refuseRest(String what, Map<String, Object> rest) {
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("unknown in [" + what + "]: " + rest.keySet());
    }
  }
}
