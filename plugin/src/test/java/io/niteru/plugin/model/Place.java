package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An object of a document: a nested one, or the document itself.
 *
 * @param path which kind of nested object, or "" for the document
 * @param object what it has
 * @param parent what it lies in, or null
 */
record Place(String path, ObjectNode object, Place parent) {
  static Place root(ObjectNode document) {
    return new Place("", document, null);
  }

  /** This object or the one around it that is of a path; null if none is. */
  Place enclosing(String wanted) {
    return path.equals(wanted) ? this : parent == null ? null : parent.enclosing(wanted);
  }

  /** The objects of a path that lie in this one, or this one. */
  List<Place> within(String wanted) {
    if (path.equals(wanted)) {
      return List.of(this);
    }
    String rest = path.isEmpty() ? wanted : wanted.substring(path.length() + 1);
    int dot = rest.indexOf('.');
    String name = dot < 0 ? rest : rest.substring(0, dot);
    String next = path.isEmpty() ? name : path + "." + name;
    return objects(object.path(name))
        .map(child -> new Place(next, child, this))
        .flatMap(child -> child.within(wanted).stream())
        .toList();
  }

  private static Stream<ObjectNode> objects(JsonNode value) {
    Stream<JsonNode> all =
        value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
    return all.filter(JsonNode::isObject).map(ObjectNode.class::cast);
  }

  /** The value of a field of this object; missing where it is null. */
  JsonNode value(String name) {
    JsonNode value = object;
    for (String part : name.split("\\.")) {
      value = value.path(part);
    }
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  /** The vector of a field of this object, or null. */
  float[] vector(VectorField field) {
    return vector(value(field.name()));
  }

  /** Numbers as floats; null if it is not an array. */
  static float[] vector(JsonNode value) {
    if (!value.isArray()) {
      return null;
    }
    float[] vector = new float[value.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) value.get(i).doubleValue();
    }
    return vector;
  }
}
