package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.plugin.node.Formulas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an index must hold, and the exact answers to searches of it. For one thread. */
final class IndexModel {
  private final Shape shape;
  private final Map<String, ObjectNode> documents = new TreeMap<>();
  private String name;
  private int shards;
  private int copies;

  IndexModel(Shape shape, int shards) {
    this.shape = shape;
    this.name = shape.name();
    this.shards = shards;
  }

  Shape shape() {
    return shape;
  }

  /** What the index is called at present. */
  String name() {
    return name;
  }

  int shards() {
    return shards;
  }

  /** What a copy of it may be called. */
  String nextName() {
    return shape.name() + "-" + (copies + 1);
  }

  /** It is the copy now. */
  void becomeCopy(int newShards) {
    name = nextName();
    copies++;
    shards = newShards;
  }

  /** Sources by id. */
  Map<String, ObjectNode> documents() {
    return documents;
  }

  /** Sets or, with null, removes a document. */
  void put(String id, ObjectNode source) {
    if (source == null) {
      documents.remove(id);
    } else {
      documents.put(id, source);
    }
  }

  /** The ids of documents that match. */
  List<String> matching(Filter filter) {
    return documents.keySet().stream()
        .filter(id -> filter.matches(Place.root(documents.get(id))))
        .toList();
  }

  /** The scores of each document's objects that have a vector and match. */
  Map<String, List<Double>> scores(VectorField field, float[] target, Filter filter) {
    Map<String, List<Double>> scores = new HashMap<>();
    documents.forEach((id, source) -> {
      for (Place place : Place.root(source).within(field.path())) {
        float[] vector = place.vector(field);
        if (vector != null && filter.selects(place)) {
          double distance = Formulas.distance(field.space(), vector, target);
          scores
              .computeIfAbsent(id, _ -> new ArrayList<>())
              .add(Formulas.score(field.space(), distance));
        }
      }
    });
    return scores;
  }
}
