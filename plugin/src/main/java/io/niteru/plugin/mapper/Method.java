package io.niteru.plugin.mapper;

import io.niteru.plugin.space.SpaceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The {@code method} object of a mapping. Engines and encoders have no effect: there is one engine,
 * and it re-ranks with the vectors themselves. Names are of any case.
 *
 * @param flat whether {@code name} asks for no graph
 * @param space {@code space_type}, or null
 * @param engine {@code engine}, or null
 * @param m {@code parameters.m}, or null
 * @param efConstruction {@code parameters.ef_construction}, or null
 * @param efSearch {@code parameters.ef_search}, or null
 * @param encoder {@code parameters.encoder}, or null
 */
record Method(
    boolean flat,
    SpaceType space,
    String engine,
    Integer m,
    Integer efConstruction,
    Integer efSearch,
    EncoderParameters encoder) {
  /** A mapping without a {@code method}. */
  static final Method NONE = new Method(false, null, null, null, null, null, null);

  private static final String UNDEFINED = "undefined";
  private static final List<String> ENGINES = List.of("nmslib", "faiss", "lucene");

  static Method parse(Object node) {
    Fields fields = new Fields("method", node);
    String name = fields.name("name");
    boolean flat = "flat".equals(name);
    if (!flat && !"hnsw".equals(name)) {
      throw new IllegalArgumentException(
          "method [" + name + "] is not supported; use [hnsw], or [flat] for exact search");
    }
    Object space = fields.take("space_type");
    Object engine = fields.take("engine");
    Fields p = new Fields("parameters", fields.take("parameters"));
    fields.end();
    if (flat && !p.rest().isEmpty()) {
      throw Fields.invalid(
          "Parameters are not supported for the \"flat\" method, found " + p.rest());
    }
    Integer m = p.integer("m", 1, 512);
    Integer efConstruction = p.integer("ef_construction", 1, 3_200);
    Integer efSearch = p.integer("ef_search", 1, 10_000);
    Object encoder = p.take("encoder");
    p.end();
    return new Method(
        flat,
        undefined(space) ? null : SpaceType.of(space.toString()),
        undefined(engine) ? null : engine(engine),
        m,
        efConstruction,
        efSearch,
        encoder == null ? null : EncoderParameters.parse(encoder));
  }

  /** Whether a name stands for none. */
  static boolean undefined(Object name) {
    return name == null || UNDEFINED.equalsIgnoreCase(name.toString());
  }

  /**
   * The engine a request names.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  static String engine(Object name) {
    String engine = name.toString().toLowerCase(Locale.ROOT);
    if (!ENGINES.contains(engine)) {
      throw new IllegalArgumentException("Invalid engine type: " + name);
    }
    return engine;
  }

  /** The object it was read from, in its one form, however it was written. */
  Map<String, Object> source() {
    Map<String, Object> source = new TreeMap<>();
    source.put("name", flat ? "flat" : "hnsw");
    source.put("engine", engine);
    source.put("space_type", space == null ? null : space.label());
    Map<String, Object> parameters = parameters();
    source.put("parameters", parameters.isEmpty() ? null : parameters);
    source.values().removeIf(Objects::isNull);
    return source;
  }

  private Map<String, Object> parameters() {
    Map<String, Object> given = new TreeMap<>();
    given.put("m", m);
    given.put("ef_construction", efConstruction);
    given.put("ef_search", efSearch);
    given.put("encoder", encoder == null ? null : encoder.source());
    given.values().removeIf(Objects::isNull);
    return given;
  }
}
