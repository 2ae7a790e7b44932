package io.niteru.plugin.memory;

import io.niteru.plugin.settings.IndexKnnSettings;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.store.AlreadyClosedException;
import org.opensearch.common.inject.Inject;
import org.opensearch.index.IndexService;
import org.opensearch.index.shard.IllegalIndexShardStateException;
import org.opensearch.index.shard.IndexShard;
import org.opensearch.indices.IndicesService;

/** Codes and graphs of all shards of this node. Safe for all threads. */
public final class NodeMemory {
  private final IndicesService indices;

  /** Of the node whose indices these are. */
  @Inject
  public NodeMemory(IndicesService indices) {
    this.indices = indices;
  }

  /** Measures those with {@code index.knn} and vectors, by name. */
  public Map<String, IndexMemory> measure() throws IOException {
    Map<String, IndexMemory> measured = new TreeMap<>();
    for (IndexService index : indices) {
      if (index.getIndexSettings().getValue(IndexKnnSettings.KNN)) {
        for (IndexShard shard : index) {
          measure(shard, measured);
        }
      }
    }
    return measured;
  }

  private static void measure(IndexShard shard, Map<String, IndexMemory> measured)
      throws IOException {
    try {
      ShardFiles.forEach(
          shard,
          files ->
              measured.compute(
                  shard.shardId().getIndexName(),
                  (_, sum) -> (sum == null ? IndexMemory.NONE : sum).plus(files)));
    } catch (IllegalIndexShardStateException | AlreadyClosedException _) {
      // being opened or closed: it has no memory to speak of
    }
  }
}
