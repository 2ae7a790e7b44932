package io.niteru.plugin.source;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.lucene.index.LeafReaderContext;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaType;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.fieldvisitor.FieldsVisitor;
import org.opensearch.search.fetch.FetchContext;
import org.opensearch.search.fetch.FetchSubPhase;
import org.opensearch.search.fetch.FetchSubPhaseProcessor;
import org.opensearch.search.fetch.subphase.FetchSourceContext;

/**
 * Gives the searches of {@code _update_by_query} and {@code _reindex} the vectors which the mapping
 * excludes from {@code _source}.
 */
public final class RewriteFetch implements FetchSubPhase {
  private final Supplier<ThreadContext> context;

  /** Of a node, which has threads only later. */
  public RewriteFetch(Supplier<ThreadContext> context) {
    this.context = context;
  }

  @Override
  public FetchSubPhaseProcessor getProcessor(FetchContext fetch) {
    FetchSourceContext wanted = fetch.fetchSourceContext();
    return wanted != null
            && wanted.fetchSource()
            && Rewrites.lack(context.get(), fetch.mapperService())
        ? new Processor(wanted)
        : null;
  }

  private record Processor(FetchSourceContext wanted) implements FetchSubPhaseProcessor {
    @Override
    public void setNextReader(LeafReaderContext leaf) {}

    @Override
    public void process(HitContext hit) throws IOException {
      if (hit.hit().getNestedIdentity() != null || !hit.hit().hasSource()) {
        return;
      }
      FieldsVisitor fields = new FieldsVisitor(true);
      hit.reader().storedFields().document(hit.docId(), new WholeSource(fields));
      hit.hit().sourceRef(filtered(fields.source()));
    }

    private BytesReference filtered(BytesReference source) throws IOException {
      if (wanted.includes().length == 0 && wanted.excludes().length == 0) {
        return source;
      }
      var all = XContentHelper.convertToMap(source, true, (MediaType) null);
      try (XContentBuilder builder = all.v1().contentBuilder()) {
        return BytesReference.bytes(builder.map(wanted.getFilter().apply(all.v2())));
      }
    }
  }
}
