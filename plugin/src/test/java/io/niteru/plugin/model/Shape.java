package io.niteru.plugin.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the documents of an index are like. Each object, nested or not, has a number {@code n} and a
 * keyword {@code tag}, or lacks them.
 *
 * @param name names the index
 * @param documents about as many as there are meant to be
 * @param paths of nested objects, an outer one before those within it
 * @param vectors fields of vectors
 */
record Shape(String name, int documents, List<String> paths, List<VectorField> vectors) {
  /** Those every run goes through. */
  static final List<Shape> ALL =
      List.of(
          new Shape(
              "flat",
              240,
              List.of(),
              List.of(new VectorField("", "v", "float", "l2", 12, .97, "hnsw"))),
          new Shape(
              "several",
              150,
              List.of(),
              List.of(
                  new VectorField("", "l2", "float", "l2", 8, .9, "hnsw"),
                  new VectorField("", "cos", "float", "cosinesimil", 70, .9, "hnsw"),
                  new VectorField("", "o.ip", "float", "innerproduct", 16, .8, ""),
                  new VectorField("", "l1", "float", "l1", 8, .5, "hnsw"),
                  new VectorField("", "exact", "float", "cosinesimil", 8, .5, "flat"),
                  new VectorField("", "b", "byte", "l2", 8, .7, "hnsw"),
                  new VectorField("", "bits", "binary", "hamming", 4, .7, "hnsw"))),
          new Shape(
              "nested",
              100,
              List.of("chunks", "authors"),
              List.of(
                  new VectorField("chunks", "v", "float", "l2", 8, .9, "hnsw"),
                  new VectorField("authors", "w", "float", "cosinesimil", 8, .7, "hnsw"),
                  new VectorField("chunks", "b", "byte", "innerproduct", 4, .5, ""),
                  new VectorField("", "v", "float", "l2", 8, .5, "hnsw"))),
          new Shape(
              "deep",
              80,
              List.of("a", "a.b", "z"),
              List.of(
                  new VectorField("a", "v", "float", "l2", 8, .7, "hnsw"),
                  new VectorField("a.b", "v", "float", "innerproduct", 8, .8, "hnsw"),
                  new VectorField("a.b", "exact", "float", "linf", 4, .5, "flat"))),
          new Shape(
              "sparse",
              300,
              List.of(),
              List.of(
                  new VectorField("", "v", "float", "cosinesimil", 8, .08, "hnsw"),
                  new VectorField("", "w", "float", "l2", 8, .3, ""))),
          // Large enough that a narrow beam walks the graph.
          new Shape(
              "walked",
              2_000,
              List.of(),
              List.of(new VectorField("", "v", "float", "l2", 8, 1, "hnsw"))));

  /** The body that creates an index of this shape. */
  String creation(String settings) {
    return "{\"settings\":{\"index.knn\":true,\"index.max_inner_result_window\":10000"
        + (settings.isEmpty() ? "" : "," + settings)
        + "},\"mappings\":"
        + mappings()
        + "}";
  }

  String mappings() {
    return "{\"dynamic\":false,\"properties\":"
        + properties("", ",\"extra\":{\"type\":\"object\",\"enabled\":false}")
        + "}";
  }

  private String properties(String path, String more) {
    Stream<String> own =
        Stream.concat(
            Stream.of("\"n\":{\"type\":\"integer\"}", "\"tag\":{\"type\":\"keyword\"}"),
            vectors.stream().filter(v -> v.path().equals(path)).map(Shape::property));
    Stream<String> inner =
        children(path)
            .map(child ->
                "\"%s\":{\"type\":\"nested\",\"properties\":%s}"
                    .formatted(child.substring(child.lastIndexOf('.') + 1), properties(child, "")));
    return Stream.concat(own, inner).collect(Collectors.joining(",", "{", more + "}"));
  }

  private static String property(VectorField field) {
    int dot = field.name().indexOf('.');
    return dot < 0
        ? "\"" + field.name() + "\":" + field.mapping()
        : "\"%s\":{\"properties\":{\"%s\":%s}}"
            .formatted(
                field.name().substring(0, dot), field.name().substring(dot + 1), field.mapping());
  }

  /** The nested objects directly within one, or within the document. */
  Stream<String> children(String path) {
    return paths.stream().filter(child -> parent(child).equals(path));
  }

  /** The nested object that one lies in, or "". */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  /** The field of vectors of that full name. */
  Optional<VectorField> vector(String fullName) {
    return vectors.stream().filter(v -> v.fullName().equals(fullName)).findFirst();
  }
}
