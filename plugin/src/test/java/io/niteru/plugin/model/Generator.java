package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random documents, vectors and filters. For one thread. */
final class Generator {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Random random;
  private final Set<Feature> features;

  Generator(Random random, Set<Feature> features) {
    this.random = random;
    this.features = features;
  }

  Random random() {
    return random;
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  /**
   * What leaves out the same features, as a flag with a space before it; "" if none is left out.
   */
  String without() {
    String missing =
        EnumSet.allOf(Feature.class).stream()
            .filter(feature -> !has(feature))
            .map(Feature::name)
            .collect(Collectors.joining(","));
    return missing.isEmpty() ? "" : " -Dniteru.model.without=" + missing;
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  String tag() {
    return "t" + random.nextInt(4);
  }

  /** A document. */
  ObjectNode document(Shape shape) {
    ObjectNode document = object(shape, "");
    if (chance(.3)) {
      document.set("extra", extra());
    }
    return document;
  }

  /** What no index looks at, but {@code _source} must give back. */
  ObjectNode extra() {
    ObjectNode extra = JSON.objectNode();
    extra.put("text", oneOf(List.of("", "a\"b\\c", "似てる 🂡", "[1.0,2.0]", "{\"v\":[1]}")));
    extra.put("number", oneOf(List.of(1.5, -0.0, 1e300, 1e-9)));
    extra.put("whole", random.nextLong());
    extra.putArray("v").add(1).addNull().add(true).addObject().put("v", "x");
    return extra;
  }

  private ObjectNode object(Shape shape, String path) {
    ObjectNode object = JSON.objectNode();
    if (chance(.95)) {
      object.put("n", random.nextInt(100));
    }
    if (chance(.95)) {
      object.put("tag", tag());
    }
    for (VectorField field : shape.vectors()) {
      if (field.path().equals(path) && chance(field.share())) {
        put(object, field, vector(field));
      }
    }
    shape
        .children(path)
        .forEach(child -> {
          if (chance(.85)) {
            String name = child.substring(child.lastIndexOf('.') + 1);
            object.set(name, chance(.15) ? object(shape, child) : objects(shape, child));
          }
        });
    return object;
  }

  /** Up to four nested objects. */
  ArrayNode objects(Shape shape, String path) {
    ArrayNode all = JSON.arrayNode();
    IntStream.range(0, random.nextInt(5)).forEach(_ -> all.add(object(shape, path)));
    return all;
  }

  static void put(ObjectNode object, VectorField field, ArrayNode vector) {
    int dot = field.name().indexOf('.');
    if (dot < 0) {
      object.set(field.name(), vector);
    } else {
      object
          .withObject("/" + field.name().substring(0, dot))
          .set(field.name().substring(dot + 1), vector);
    }
  }

  /** A vector, now and then one of few, so that there are ties. */
  ArrayNode vector(VectorField field) {
    ArrayNode vector = JSON.arrayNode();
    boolean common = chance(.1);
    int which = random.nextInt(3);
    for (int i = 0; i < field.length(); i++) {
      if (field.isFloat()) {
        vector.add(common ? (i % 3 == which ? 1f : 0.25f) : (float) random.nextGaussian());
      } else {
        vector.add(common ? (i % 3 == which ? 7 : -2) : random.nextInt(-128, 128));
      }
    }
    return vector;
  }

  /** A filter of the objects of a path, as part of a k-NN query for a field of theirs. */
  Filter filter(Shape shape, String path, int depth) {
    boolean elsewhere = path.isEmpty() || has(Feature.NESTED_FILTERS);
    int kind = random.nextInt(depth > 0 ? 10 : 6);
    if (kind >= 6) {
      return bool(shape, path, depth);
    }
    if (kind >= 4 && elsewhere && !shape.paths().isEmpty()) {
      String other = oneOf(shape.paths());
      return new Filter.Nested(other, scalar(shape, other));
    }
    String owner = path;
    while (elsewhere && !owner.isEmpty() && chance(.4)) {
      owner = Shape.parent(owner);
    }
    return scalar(shape, owner);
  }

  private Filter bool(Shape shape, String path, int depth) {
    List<Filter> must = filters(shape, path, depth, random.nextInt(3));
    List<Filter> should = filters(shape, path, depth, random.nextInt(3));
    boolean none = must.isEmpty() && should.isEmpty();
    List<Filter> not = filters(shape, path, depth, none || chance(.4) ? 1 : 0);
    return new Filter.Bool(must, should, not);
  }

  private List<Filter> filters(Shape shape, String path, int depth, int count) {
    return IntStream.range(0, count).mapToObj(_ -> filter(shape, path, depth - 1)).toList();
  }

  private Filter scalar(Shape shape, String path) {
    List<VectorField> vectors =
        shape.vectors().stream().filter(v -> v.path().equals(path)).toList();
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> new Filter.Tag(path, tag());
      case 3 -> path.isEmpty() ? new Filter.Script(random.nextInt(100)) : below(path);
      case 4 -> vectors.isEmpty() ? below(path) : new Filter.Exists(oneOf(vectors));
      default -> below(path);
    };
  }

  private Filter below(String path) {
    return new Filter.Below(path, random.nextInt(100));
  }
}
