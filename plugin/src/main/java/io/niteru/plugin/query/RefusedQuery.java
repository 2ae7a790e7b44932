package io.niteru.plugin.query;

import java.io.IOException;
import org.apache.lucene.search.Query;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryRewriteContext;
import org.opensearch.index.query.QueryShardContext;

/**
 * A {@code knn} query that says what cannot be. It is told when the search begins rather than when
 * the request is read, so that of several searches in one request only its own fails. It never
 * leaves the node.
 */
final class RefusedQuery extends AbstractQueryBuilder<RefusedQuery> {
  private final RuntimeException why;

  /** A query that always fails so. */
  RefusedQuery(RuntimeException why) {
    this.why = why;
  }

  @Override
  protected QueryBuilder doRewrite(QueryRewriteContext context) {
    throw why;
  }

  @Override
  protected Query doToQuery(QueryShardContext context) {
    throw why;
  }

  @Override
  protected void doWriteTo(StreamOutput out) {
    throw why;
  }

  @Override
  protected void doXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(KnnQueryBuilder.NAME).field("refused", why.getMessage()).endObject();
  }

  @Override
  protected boolean doEquals(RefusedQuery other) {
    return why.equals(other.why);
  }

  @Override
  protected int doHashCode() {
    return why.hashCode();
  }

  @Override
  public String getWriteableName() {
    return KnnQueryBuilder.NAME;
  }
}
