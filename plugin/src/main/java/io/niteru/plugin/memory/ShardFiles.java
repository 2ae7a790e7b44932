package io.niteru.plugin.memory;

import java.io.IOException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.opensearch.common.lucene.Lucene;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.shard.IndexShard;

/** The codes and graphs of a shard, segment by segment, as searches see them now. */
final class ShardFiles {
  private ShardFiles() {}

  /** Does something with each; the files stay open meanwhile. */
  static void forEach(IndexShard shard, Visitor visitor) throws IOException {
    try (Engine.Searcher searcher = shard.acquireSearcher("knn")) {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        SegmentReader segment = Lucene.segmentReader(leaf.reader());
        for (FieldInfo field : segment.getFieldInfos()) {
          if (field.hasVectorValues()) {
            HotFiles files = HotFiles.of(segment, field.name).orElse(null);
            if (files != null) {
              visitor.visit(files);
            }
          }
        }
      }
    }
  }

  /** What is done with the files of a field of a segment. */
  @FunctionalInterface
  interface Visitor {
    /** Does it. */
    void visit(HotFiles files) throws IOException;
  }
}
