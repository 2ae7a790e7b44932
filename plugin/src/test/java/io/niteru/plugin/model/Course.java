package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Chooses what is done next. For one thread. */
final class Course {
  private static final String MERGE = "_forcemerge?max_num_segments=1";

  private final Generator generator;
  private final Settings settings;
  private final List<Integer> turns = new ArrayList<>();

  Course(Generator generator) {
    this.generator = generator;
    this.settings = new Settings(generator);
  }

  /** An index with its first documents. */
  List<Operation> begin(Shape shape) {
    int shards = 1 + generator.random().nextInt(2);
    var index = new IndexModel(shape, shards);
    return List.of(
        new IndexOperations.Create(index, settings.creation(shape, shards)),
        load(index, shape.documents() * 2 / 3, true),
        load(index, shape.documents() / 3, false));
  }

  private Operation load(IndexModel index, int count, boolean refresh) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      writes.add(put(index, false));
    }
    return new DocumentOperations.Bulk(index, writes, refresh);
  }

  /** What is done next to an index. */
  List<Operation> next(IndexModel index) {
    int few = index.shape().documents() / 2;
    if (index.documents().size() < few) {
      return List.of(load(index, few, generator.chance(.5)));
    }
    return generator.has(Feature.GRAPHS)
            && generator.has(Feature.MAINTENANCE)
            && generator.chance(.12)
        ? renewal(index)
        : List.of(one(index));
  }

  /**
   * A merge of segments that together hold enough vectors for a graph, but not enough that are not
   * deleted; or enough, by a few.
   */
  private List<Operation> renewal(IndexModel index) {
    int left = index.documents().size() / index.shards();
    int size = Math.max(1, left * (90 + generator.random().nextInt(35)) / 100);
    List<String> ids = new ArrayList<>(index.documents().keySet());
    Collections.shuffle(ids, generator.random());
    List<Write> writes =
        ids.subList(0, ids.size() / 2).stream()
            .map(id -> (Write) new Write.Put(id, generator.document(index.shape()), false))
            .toList();
    return List.of(
        new IndexOperations.Maintain(index, MERGE),
        settings.graphSize(index, size),
        new DocumentOperations.Bulk(index, writes, true),
        new IndexOperations.Maintain(index, MERGE));
  }

  private Operation one(IndexModel index) {
    return switch (generator.random().nextInt(20)) {
      case 0, 1, 2 -> new DocumentOperations.Singly(index, writes(index, 4));
      case 3, 4, 5, 6 ->
          new DocumentOperations.Bulk(index, writes(index, 40), generator.chance(.5));
      case 7, 8 ->
          new DocumentOperations.Bulk(
              index, writes(index, index.shape().documents() / 2), generator.chance(.5));
      case 9 -> byQuery(index);
      case 10, 11 -> settings.change(index);
      case 12 -> copy(index);
      default -> maintain(index);
    };
  }

  /** The next operation on the node: all of them in turn, each time in another order. */
  List<Operation> node(List<IndexModel> indexes) {
    if (turns.isEmpty()) {
      IntStream.range(0, 6).forEach(turns::add);
      Collections.shuffle(turns, generator.random());
    }
    int kind = turns.removeLast();
    if (kind >= 2 && !generator.has(Feature.STOPS)) {
      return List.of();
    }
    IndexModel index = generator.oneOf(indexes);
    int millis = generator.random().nextInt(100);
    return List.of(
        switch (kind) {
          case 0 -> settings.ofNode();
          case 1 -> new NodeOperations.Idle();
          case 2 -> new NodeOperations.Restart();
          case 3 -> new NodeOperations.Kill();
          case 4 -> new NodeOperations.KillMerging(index, millis);
          default -> new NodeOperations.KillWriting(index, distinct(index), millis);
        });
  }

  private List<Write> distinct(IndexModel index) {
    List<Write> writes = new ArrayList<>();
    for (Write write : writes(index, 100)) {
      if (writes.stream().noneMatch(other -> other.id().equals(write.id()))) {
        writes.add(write);
      }
    }
    return writes;
  }

  private List<Write> writes(IndexModel index, int most) {
    int count = 1 + generator.random().nextInt(most);
    int kind = generator.random().nextInt(4);
    return IntStream.range(0, count)
        .mapToObj(_ -> write(index, kind == 0 ? generator.random().nextInt(4) : kind))
        .toList();
  }

  private Write write(IndexModel index, int kind) {
    String id = id(index);
    if (kind == 2 && generator.has(Feature.UPDATES)) {
      return patch(index, id);
    }
    if (kind == 3 && generator.has(Feature.UPDATES)) {
      boolean removes = generator.has(Feature.DELETES) && generator.chance(.1);
      ObjectNode upsert = generator.chance(.5) ? generator.document(index.shape()) : null;
      return new Write.Script(id, removes ? new Edit.Remove() : edit(index.shape()), upsert);
    }
    return generator.has(Feature.DELETES) && generator.chance(.4)
        ? new Write.Remove(id)
        : put(index, generator.chance(.2));
  }

  private Write put(IndexModel index, boolean create) {
    return new Write.Put(id(index), generator.document(index.shape()), create);
  }

  private String id(IndexModel index) {
    return "d" + generator.random().nextInt(index.shape().documents() * 3 / 2);
  }

  private Write patch(IndexModel index, String id) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    Shape shape = index.shape();
    switch (generator.random().nextInt(5)) {
      case 0, 1 -> part.put("n", generator.random().nextInt(100));
      case 2 -> part.set("extra", generator.extra());
      case 3 -> {
        List<VectorField> fields =
            shape.vectors().stream().filter(v -> v.path().isEmpty()).toList();
        if (fields.isEmpty()) {
          part.put("tag", generator.tag());
        } else {
          VectorField field = generator.oneOf(fields);
          Generator.put(part, field, generator.vector(field));
          if (generator.chance(.3) && !field.name().contains(".")) {
            part.putNull(field.name());
          }
        }
      }
      default -> {
        List<String> paths = shape.children("").toList();
        if (paths.isEmpty()) {
          part.put("tag", generator.tag());
        } else {
          String path = generator.oneOf(paths);
          part.set(path, generator.objects(shape, path));
        }
      }
    }
    return new Write.Patch(id, part, generator.chance(.5));
  }

  private Edit edit(Shape shape) {
    List<String> paths = shape.children("").toList();
    List<VectorField> fields =
        shape.vectors().stream()
            .filter(v -> v.path().isEmpty() && !v.name().contains("."))
            .toList();
    int kind = generator.random().nextInt(5);
    if (kind == 1 && !fields.isEmpty()) {
      VectorField field = generator.oneOf(fields);
      return new Edit.Put(field.name(), generator.vector(field));
    }
    if (kind == 2 && !fields.isEmpty()) {
      return new Edit.Take(generator.oneOf(fields).name());
    }
    if (kind == 3 && !paths.isEmpty()) {
      String path = generator.oneOf(paths);
      return new Edit.Put(path, generator.objects(shape, path));
    }
    if (kind == 4 && !paths.isEmpty()) {
      return new Edit.First(generator.oneOf(paths), generator.random().nextInt(100));
    }
    return new Edit.Add(generator.random().nextInt(7) - 3);
  }

  private Operation byQuery(IndexModel index) {
    Filter filter = generator.filter(index.shape(), "", 2);
    if (generator.has(Feature.DELETES) && generator.chance(.4)) {
      return new DocumentOperations.DeleteByQuery(index, filter);
    }
    return generator.has(Feature.UPDATES)
        ? new DocumentOperations.UpdateByQuery(index, filter, edit(index.shape()))
        : maintain(index);
  }

  private Operation copy(IndexModel index) {
    if (!generator.has(Feature.COPIES)) {
      return maintain(index);
    }
    return switch (generator.random().nextInt(4)) {
      case 0 ->
          index.shards() < 4
              ? new IndexOperations.Resize(index, "split", index.shards() * 2)
              : new IndexOperations.Resize(index, "shrink", 2);
      case 1 ->
          index.shards() > 1
              ? new IndexOperations.Resize(index, "shrink", index.shards() / 2)
              : new IndexOperations.Resize(index, "split", 2);
      case 2 -> new IndexOperations.Resize(index, "clone", index.shards());
      default -> {
        int shards = 1 + generator.random().nextInt(2);
        yield new IndexOperations.Reindex(index, settings.creation(index.shape(), shards), shards);
      }
    };
  }

  private Operation maintain(IndexModel index) {
    if (!generator.has(Feature.MAINTENANCE)) {
      return new IndexOperations.Maintain(index, "_refresh");
    }
    return switch (generator.random().nextInt(12)) {
      case 0, 1, 2 -> new IndexOperations.Maintain(index, "_refresh");
      case 3, 4 -> new IndexOperations.Maintain(index, "_flush");
      case 5 -> new IndexOperations.Maintain(index, "_forcemerge?only_expunge_deletes=true");
      case 6 -> new IndexOperations.Maintain(index, "_forcemerge?max_num_segments=2");
      case 7 -> new IndexOperations.Reopen(index);
      default -> new IndexOperations.Maintain(index, MERGE);
    };
  }
}
