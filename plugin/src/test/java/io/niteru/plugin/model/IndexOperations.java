package io.niteru.plugin.model;

/** Operations that change how documents are kept. */
final class IndexOperations {
  private IndexOperations() {}

  /** A new index. */
  record Create(IndexModel index, String settings) implements Operation {
    @Override
    public void apply(World world) {
      world.rest().put("/" + index.name(), index.shape().creation(settings));
      world.indexes().add(index);
    }

    @Override
    public String toString() {
      return "%s: create, %s".formatted(index.name(), settings);
    }
  }

  /** A request of the index that has no body: a refresh, a flush, a merge. */
  record Maintain(IndexModel index, String request) implements Operation {
    @Override
    public void apply(World world) {
      world.rest().post("/" + index.name() + "/" + request, null);
    }

    @Override
    public String toString() {
      return "%s: %s".formatted(index.name(), request);
    }
  }

  /** Close and open. */
  record Reopen(IndexModel index) implements Operation {
    @Override
    public void apply(World world) {
      world.rest().post("/" + index.name() + "/_close", null);
      world.rest().post("/" + index.name() + "/_open", null);
      world.awaitGreen();
    }

    @Override
    public String toString() {
      return "%s: close and open".formatted(index.name());
    }
  }

  /** A dynamic setting of the index. */
  record Set(IndexModel index, String key, String value) implements Operation {
    @Override
    public void apply(World world) {
      world.rest().put("/" + index.name() + "/_settings", "{\"%s\":%s}".formatted(key, value));
    }

    @Override
    public String toString() {
      return "%s: %s = %s".formatted(index.name(), key, value);
    }
  }

  /** A copy with the same or another number of shards takes the place of the index. */
  record Resize(IndexModel index, String how, int shards) implements Operation {
    @Override
    public void apply(World world) {
      new Set(index, "index.blocks.write", "true").apply(world);
      world
          .rest()
          .post(
              "/%s/_%s/%s?wait_for_active_shards=1".formatted(index.name(), how, index.nextName()),
              "{\"settings\":{\"index.number_of_shards\":%d,\"index.blocks.write\":null}}"
                  .formatted(shards));
      replace(world, index, shards);
    }

    @Override
    public String toString() {
      return "%s: %s to %d shards, %s".formatted(index.name(), how, shards, index.nextName());
    }
  }

  /** A new index with the same documents takes the place of the index. */
  record Reindex(IndexModel index, String settings, int shards) implements Operation {
    @Override
    public void apply(World world) {
      world.rest().post("/" + index.name() + "/_refresh", null);
      world.rest().put("/" + index.nextName(), index.shape().creation(settings));
      world
          .rest()
          .post(
              "/_reindex?refresh=true",
              "{\"source\":{\"index\":\"%s\",\"size\":70},\"dest\":{\"index\":\"%s\"}}"
                  .formatted(index.name(), index.nextName()));
      replace(world, index, shards);
    }

    @Override
    public String toString() {
      return "%s: reindex to %s, %s".formatted(index.name(), index.nextName(), settings);
    }
  }

  private static void replace(World world, IndexModel index, int shards) {
    world.awaitGreen();
    world.rest().send("DELETE", "/" + index.name(), null);
    index.becomeCopy(shards);
  }
}
