package io.niteru.plugin.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.index.engine.Engine;
import org.opensearch.index.engine.EngineConfig;
import org.opensearch.index.engine.EngineFactory;
import org.opensearch.index.engine.InternalEngine;
import org.opensearch.index.engine.NRTReplicationEngine;

/**
 * OpenSearch's engine, but that an update gets the vectors which the mapping excludes from {@code
 * _source}. It reads the document from its segment: of one in the translog OpenSearch would take
 * them away before anybody could see it.
 */
public final class RewriteEngine extends InternalEngine {
  private final ThreadContext context;

  private RewriteEngine(EngineConfig config, ThreadContext context) {
    super(config);
    this.context = context;
  }

  /** Makes engines of shards; those that are copied segment by segment are never updated. */
  public static EngineFactory factory(ThreadContext context) {
    return config ->
        config.isReadOnlyReplica()
            ? new NRTReplicationEngine(config)
            : new RewriteEngine(config, context);
  }

  @Override
  public GetResult get(Get get, BiFunction<String, SearcherScope, Searcher> searchers) {
    if (!Rewrites.lack(context, config().getMapperService())) {
      return super.get(get, searchers);
    }
    Get fromSegment =
        new Get(get.realtime(), false, get.id(), get.uid())
            .version(get.version())
            .versionType(get.versionType())
            .setIfSeqNo(get.getIfSeqNo())
            .setIfPrimaryTerm(get.getIfPrimaryTerm());
    return super.get(fromSegment, (name, scope) -> whole(searchers.apply(name, scope)));
  }

  private static Searcher whole(Engine.Searcher searcher) {
    try {
      return new Searcher(
          searcher.source(),
          WholeSource.of(searcher.getDirectoryReader()),
          searcher.getSimilarity(),
          searcher.getQueryCache(),
          searcher.getQueryCachingPolicy(),
          searcher);
    } catch (IOException e) {
      searcher.close();
      throw new UncheckedIOException(e);
    }
  }
}
