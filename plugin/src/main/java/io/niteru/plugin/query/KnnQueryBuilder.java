package io.niteru.plugin.query;

import io.niteru.core.search.KnnQuery;
import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.mapper.VectorConfig;
import io.niteru.plugin.settings.IndexKnnSettings;
import java.io.IOException;
import java.util.Arrays;
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
            in.readVInt(),
            in.readOptionalVInt(),
            in.readOptionalNamedWriteable(QueryBuilder.class),
            in.readBoolean());
  }

  @Override
  protected void doWriteTo(StreamOutput out) throws IOException {
    out.writeString(clause.field());
    out.writeFloatArray(clause.vector());
    out.writeVInt(clause.k());
    out.writeOptionalVInt(clause.efSearch());
    out.writeOptionalNamedWriteable(clause.filter());
    out.writeBoolean(clause.ignoreUnmapped());
  }

  @Override
  protected void doXContent(XContentBuilder builder, Params params) throws IOException {
    builder.startObject(NAME).startObject(clause.field());
    builder.field("vector", clause.vector()).field("k", clause.k());
    if (clause.efSearch() != null) {
      builder.startObject("method_parameters").field("ef_search", clause.efSearch()).endObject();
    }
    if (clause.filter() != null) {
      builder.field("filter", clause.filter());
    }
    if (clause.ignoreUnmapped()) {
      builder.field("ignore_unmapped", true);
    }
    printBoostAndQueryName(builder);
    builder.endObject().endObject();
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
    VectorConfig config = vectors.config();
    if (!config.searchable()) {
      throw new IllegalArgumentException(
          "Field '"
              + clause.field()
              + "' is not built for ANN search. Its index needs the setting [index.knn: true].");
    }
    if (clause.vector().length != config.dimension()) {
      throw new IllegalArgumentException(
          "Query vector has invalid dimension: "
              + clause.vector().length
              + ". Dimension should be: "
              + config.dimension());
    }
    config.space().check(clause.vector());
    Query filter = clause.filter() == null ? null : clause.filter().toQuery(context);
    return new KnnQuery(
        vectors.name(),
        clause.vector(),
        clause.k(),
        efSearch(config, context),
        filter,
        Float.NEGATIVE_INFINITY);
  }

  private int efSearch(VectorConfig config, QueryShardContext context) {
    if (clause.efSearch() != null) {
      return clause.efSearch();
    }
    return config.efSearch() > 0
        ? config.efSearch()
        : context.getIndexSettings().getValue(IndexKnnSettings.EF_SEARCH);
  }

  /** Whether there is a filter. */
  public boolean isFiltered() {
    return clause.filter() != null;
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
    KnnClause that = other.clause;
    return clause.field().equals(that.field())
        && Arrays.equals(clause.vector(), that.vector())
        && clause.k() == that.k()
        && Objects.equals(clause.efSearch(), that.efSearch())
        && Objects.equals(clause.filter(), that.filter())
        && clause.ignoreUnmapped() == that.ignoreUnmapped();
  }

  @Override
  protected int doHashCode() {
    return Objects.hash(
        clause.field(),
        Arrays.hashCode(clause.vector()),
        clause.k(),
        clause.efSearch(),
        clause.filter(),
        clause.ignoreUnmapped());
  }

  @Override
  public String getWriteableName() {
    return NAME;
  }
}
