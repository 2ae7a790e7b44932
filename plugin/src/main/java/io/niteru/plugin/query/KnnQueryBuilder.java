package io.niteru.plugin.query;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.Effort;
import io.niteru.core.search.Recall;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.index.query.QueryBuilderVisitor;
import org.opensearch.index.query.QueryRewriteContext;
import org.opensearch.index.query.QueryShardContext;

/** The {@code knn} query of a request: the documents whose vectors are nearest to a given one. */
public final class KnnQueryBuilder extends AbstractQueryBuilder<KnnQueryBuilder> {
  /** What requests call it. */
  public static final String NAME = "knn";

  private final KnnClause clause;

  /** A query for what the clause says. */
  KnnQueryBuilder(KnnClause clause) {
    this.clause = clause;
  }

  /** Reads what {@link #writeTo} wrote. */
  public KnnQueryBuilder(StreamInput in) throws IOException {
    super(in);
    this.clause =
        new KnnClause(
            in.readString(),
            in.readFloatArray(),
            in.readOptionalVInt(),
            in.readOptionalFloat(),
            in.readOptionalFloat(),
            readEffort(in),
            in.readOptionalFloat(),
            in.readOptionalNamedWriteable(QueryBuilder.class),
            in.readBoolean(),
            in.readBoolean());
  }

  private static Effort readEffort(StreamInput in) throws IOException {
    Integer efSearch = in.readOptionalVInt();
    Double recall = in.readOptionalDouble();
    if (efSearch != null) {
      return new EfSearch(efSearch);
    }
    return recall == null ? null : new Recall(recall);
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    out.writeString(clause.field());
    out.writeFloatArray(clause.vector());
    out.writeOptionalVInt(clause.k());
    out.writeOptionalFloat(clause.minScore());
    out.writeOptionalFloat(clause.maxDistance());
    out.writeOptionalVInt(clause.effort() instanceof EfSearch ef ? ef.width() : null);
    out.writeOptionalDouble(clause.effort() instanceof Recall recall ? recall.wanted() : null);
    out.writeOptionalFloat(clause.oversample());
    out.writeOptionalNamedWriteable(clause.filter());
    out.writeBoolean(clause.ignoreUnmapped());
    out.writeBoolean(clause.expandNested());
  }

  @Override
  protected void doXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(NAME).startObject(clause.field());
    builder.field("vector", clause.vector());
    optional(builder, "k", clause.k());
    optional(builder, "min_score", clause.minScore());
    optional(builder, "max_distance", clause.maxDistance());
    if (clause.effort() != null) {
      builder.startObject("method_parameters");
      switch (clause.effort()) {
        case EfSearch ef -> builder.field("ef_search", ef.width());
        case Recall recall -> builder.field("recall", recall.wanted());
      }
      builder.endObject();
    }
    if (clause.oversample() != null) {
      builder.startObject("rescore").field("oversample_factor", clause.oversample()).endObject();
    }
    optional(builder, "filter", clause.filter());
    if (clause.ignoreUnmapped()) {
      builder.field("ignore_unmapped", true);
    }
    if (clause.expandNested()) {
      builder.field("expand_nested_docs", true);
    }
    printBoostAndQueryName(builder);
    builder.endObject().endObject();
  }

  private static void optional(XContentBuilder builder, String key, Object value)
      throws IOException {
    if (value != null) {
      builder.field(key, value);
    }
  }

  @Override
  protected QueryBuilder doRewrite(QueryRewriteContext context) throws IOException {
    if (clause.filter() == null) {
      return this;
    }
    QueryBuilder filter = clause.filter().rewrite(context);
    return filter == clause.filter() ? this : new KnnQueryBuilder(clause.withFilter(filter));
  }

  @Override
  protected Query doToQuery(QueryShardContext context) throws IOException {
    MappedFieldType type = context.fieldMapper(clause.field());
    if (type == null && clause.ignoreUnmapped()) {
      return new MatchNoDocsQuery("field [" + clause.field() + "] is not mapped");
    }
    if (type == null || !(type.unwrap() instanceof KnnVectorFieldType vectors)) {
      throw new IllegalArgumentException("Field '" + clause.field() + "' is not knn_vector type.");
    }
    return new ShardQuery(clause, vectors, context).query();
  }

  /** Whether there is a filter. */
  public boolean isFiltered() {
    return clause.filter() != null;
  }

  /** Whether it asks for all hits from some score on. */
  public boolean hasMinScore() {
    return clause.minScore() != null;
  }

  /** Whether it asks for all hits up to some distance. */
  public boolean hasMaxDistance() {
    return clause.maxDistance() != null;
  }

  @Override
  public void visit(QueryBuilderVisitor visitor) {
    visitor.accept(this);
    if (clause.filter() != null) {
      clause.filter().visit(visitor.getChildVisitor(Occur.FILTER));
    }
  }

  @Override
  protected boolean doEquals(KnnQueryBuilder other) {
    return clause.equals(other.clause);
  }

  @Override
  protected int doHashCode() {
    return Objects.hash(clause);
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }
}
