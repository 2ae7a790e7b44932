package io.niteru.bench.policies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import java.io.IOException;
import java.util.Locale;

/** A policy of the engine that a setting of the cluster turns off. */
public enum Policy {
  /** Nothing is turned off. */
  NONE(null),
  /** The graph with least to insert is built first. */
  MERGE_QUEUE("knn.merge_queue.enabled"),
  /** Merges wait for searches. */
  SEARCH_PRIORITY("knn.search_priority.enabled"),
  /** An idle shard becomes one segment. */
  IDLE_MERGE("knn.idle_merge.enabled"),
  /** New indexes have defaults of their own. */
  INDEX_DEFAULTS("knn.new_index_defaults.enabled");

  private final String setting;

  Policy(String setting) {
    this.setting = setting;
  }

  /** Turns it off in an engine, for what is created and done from now on. */
  public void turnOff(Engine engine) throws IOException {
    if (setting != null) {
      ObjectNode body = Engine.JSON.createObjectNode();
      body.putObject("transient").put(setting, false);
      engine.call("PUT", "/_cluster/settings", body);
    }
  }

  /** As a table names a run without it. */
  public String label() {
    return this == NONE ? "all on" : "no " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
