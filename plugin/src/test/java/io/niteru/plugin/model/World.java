package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node, the models of its indexes, and what has been done since they were last compared. */
final class World implements Closeable {
  private final ServedNode node;
  private final Rest rest;
  private final List<IndexModel> indexes = new ArrayList<>();
  private final List<Operation> recent = new ArrayList<>();
  private final Map<String, Integer> kinds = new TreeMap<>();

  World(ServedNode node, Rest rest) {
    this.node = node;
    this.rest = rest;
    rest.to(node.url());
  }

  ServedNode node() {
    return node;
  }

  Rest rest() {
    return rest;
  }

  List<IndexModel> indexes() {
    return indexes;
  }

  void perform(Operation operation) throws IOException {
    recent.add(operation);
    kinds.merge(operation.getClass().getSimpleName(), 1, Integer::sum);
    rest.note("# " + operation.getClass().getSimpleName());
    operation.apply(this);
  }

  /** Operations so far. */
  int operations() {
    return kinds.values().stream().mapToInt(count -> count).sum();
  }

  /** How many of each kind. */
  Map<String, Integer> kinds() {
    return kinds;
  }

  /** What was done since the last comparison that found all as it should be. */
  List<Operation> recent() {
    return recent;
  }

  /** All is as it should be. */
  void agreed() {
    recent.clear();
  }

  /** Turns to the node's new address, and waits for its indexes. */
  void reconnect() {
    rest.to(node.url());
    awaitGreen();
  }

  void awaitGreen() {
    JsonNode health = rest.get("/_cluster/health?wait_for_status=green&timeout=60s");
    if (health.path("timed_out").asBoolean()) {
      throw new AssertionError("shards do not start: " + health);
    }
  }

  @Override
  public void close() throws IOException {
    rest.close();
    node.end();
  }
}
