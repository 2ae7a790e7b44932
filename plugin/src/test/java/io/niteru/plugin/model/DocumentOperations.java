package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Operations that change documents. */
final class DocumentOperations {
  private DocumentOperations() {}

  /** Writes one after another, each with a request of its own. */
  record Singly(IndexModel index, List<Write> writes) implements Operation {
    @Override
    public void apply(World world) {
      for (Write write : writes) {
        ObjectNode before = index.documents().get(write.id());
        Set<Integer> codes = write.fails(before) ? Set.of(404, 409) : Set.of(200, 201);
        String body = write.body() == null ? null : write.body().toString();
        world.rest().send(write.method(), write.path(index.name()), body, codes);
        index.put(write.id(), write.after(before));
      }
    }

    @Override
    public String toString() {
      return "%s: %s".formatted(index.name(), summary(writes));
    }
  }

  /** Writes in one bulk. */
  record Bulk(IndexModel index, List<Write> writes, boolean refresh) implements Operation {
    @Override
    public void apply(World world) {
      String body = writes.stream().map(Write::lines).collect(Collectors.joining());
      JsonNode items =
          world.rest().post("/" + index.name() + "/_bulk?refresh=" + refresh, body).path("items");
      for (int i = 0; i < writes.size(); i++) {
        Write write = writes.get(i);
        ObjectNode before = index.documents().get(write.id());
        boolean failed = items.path(i).path(write.action()).path("status").asInt(500) >= 400;
        if (failed != write.fails(before)) {
          throw new AssertionError(write + " answers " + items.path(i));
        }
        index.put(write.id(), write.after(before));
      }
    }

    @Override
    public String toString() {
      return "%s: bulk of %s, refresh=%b".formatted(index.name(), summary(writes), refresh);
    }
  }

  static String summary(List<Write> writes) {
    return writes.stream()
        .map(write -> write.getClass().getSimpleName() + " " + write.id())
        .collect(Collectors.joining(", "));
  }

  /** A script's change of all that match. */
  record UpdateByQuery(IndexModel index, Filter filter, Edit edit) implements Operation {
    @Override
    public void apply(World world) {
      List<String> ids = index.matching(filter);
      String body = "{\"query\":%s,\"script\":%s}".formatted(filter.json(), edit.script());
      world.rest().post("/" + index.name() + "/_refresh", null);
      JsonNode answer =
          world.rest().post("/" + index.name() + "/_update_by_query?refresh=true", body);
      int changed = answer.path("updated").asInt() + answer.path("deleted").asInt();
      if (changed != ids.size()) {
        throw new AssertionError("%d documents match %s: %s".formatted(ids.size(), body, answer));
      }
      ids.forEach(id -> index.put(id, edit.apply(index.documents().get(id))));
    }

    @Override
    public String toString() {
      return "%s: update by query %s %s".formatted(index.name(), filter.json(), edit);
    }
  }

  /** The end of all that match. */
  record DeleteByQuery(IndexModel index, Filter filter) implements Operation {
    @Override
    public void apply(World world) {
      List<String> ids = index.matching(filter);
      String body = "{\"query\":" + filter.json() + "}";
      world.rest().post("/" + index.name() + "/_refresh", null);
      JsonNode answer = world.rest().post("/" + index.name() + "/_delete_by_query", body);
      if (answer.path("deleted").asInt() != ids.size()) {
        throw new AssertionError("%d documents match %s: %s".formatted(ids.size(), body, answer));
      }
      ids.forEach(id -> index.put(id, null));
    }

    @Override
    public String toString() {
      return "%s: delete by query %s".formatted(index.name(), filter.json());
    }
  }
}
