package io.niteru.plugin.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Operations on the whole node. */
final class NodeOperations {
  private NodeOperations() {}

  /** A cluster setting. */
  record Set(String key, String value) implements Operation {
    @Override
    public void apply(World world) {
      world.rest().put("/_cluster/settings", "{\"persistent\":{\"%s\":%s}}".formatted(key, value));
    }

    @Override
    public String toString() {
      return "%s = %s".formatted(key, value);
    }
  }

  /** Stops as it should, and starts again. */
  record Restart() implements Operation {
    @Override
    public void apply(World world) throws IOException {
      world.node().restart();
      world.reconnect();
    }
  }

  /** Is killed and starts again. */
  record Kill() implements Operation {
    @Override
    public void apply(World world) throws IOException {
      world.node().kill();
      world.reconnect();
    }
  }

  /** Is killed during a merge. */
  record KillMerging(IndexModel index, int millis) implements Operation {
    @Override
    public void apply(World world) throws IOException {
      world.rest().begin("POST", "/" + index.name() + "/_forcemerge?max_num_segments=1", null);
      pause(millis);
      world.node().kill();
      world.reconnect();
    }

    @Override
    public String toString() {
      return "%s: kill %d ms into a merge".formatted(index.name(), millis);
    }
  }

  /** Is killed during a bulk: each document is as before or as after. */
  record KillWriting(IndexModel index, List<Write> writes, int millis) implements Operation {
    @Override
    public void apply(World world) throws IOException {
      String body = writes.stream().map(Write::lines).collect(Collectors.joining());
      world.rest().begin("POST", "/" + index.name() + "/_bulk", body);
      pause(millis);
      world.node().kill();
      world.reconnect();
      Map<String, ObjectNode> after = new HashMap<>();
      for (Write write : writes) {
        ObjectNode now = Sources.get(world.rest(), index.name(), write.id());
        ObjectNode before = index.documents().get(write.id());
        ObjectNode written = write.after(before);
        boolean isWritten = same(written, now);
        if (!isWritten && !same(before, now)) {
          throw new AssertionError(
              "%s was killed; before %s, now %s".formatted(write, before, now));
        }
        after.put(write.id(), isWritten ? written : before);
      }
      after.forEach(index::put);
    }

    private boolean same(ObjectNode expected, ObjectNode found) {
      return expected == null || found == null
          ? Objects.equals(expected, found)
          : Sources.difference(index.shape(), expected, found).isEmpty();
    }

    @Override
    public String toString() {
      return "%s: kill %d ms into a bulk of %s"
          .formatted(index.name(), millis, DocumentOperations.summary(writes));
    }
  }

  /** Waits for an idle merge, which comes unless there is nothing worth it. */
  record Idle() implements Operation {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(7);

    @Override
    public void apply(World world) {
      long start = System.nanoTime();
      int before = merges(world);
      while (merges(world) == before && System.nanoTime() - start < PATIENCE) {
        pause(100);
      }
    }

    private static int merges(World world) {
      return world.rest().get("/_stats/merge").at("/_all/total/merges/total").asInt();
    }
  }

  /** Any moment will do: what is under way is to be met at all stages. */
  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
