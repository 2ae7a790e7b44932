package io.niteru.plugin.mapper;

import java.util.Map;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.TextSearchInfo;
import org.opensearch.index.mapper.ValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;
import org.opensearch.search.lookup.SearchLookup;

/** The type of a {@code knn_vector} field, as queries see it. */
public final class KnnVectorFieldType extends MappedFieldType {
  private final VectorConfig config;

  KnnVectorFieldType(String name, VectorConfig config, Map<String, String> meta) {
    super(name, config.searchable(), false, !config.searchable(), TextSearchInfo.NONE, meta);
    this.config = config;
  }

  /** What the field's mapping and its index's settings come to. */
  public VectorConfig config() {
    return config;
  }

  @Override
  public String typeName() {
    return KnnVectorFieldMapper.CONTENT_TYPE;
  }

  @Override
  public ValueFetcher valueFetcher(QueryShardContext context, SearchLookup lookup, String format) {
    return new VectorFetcher(name(), context);
  }

  @Override
  public Query existsQuery(QueryShardContext context) {
    return new FieldExistsQuery(name());
  }

  @Override
  public Query termQuery(Object value, QueryShardContext context) {
    throw new QueryShardException(
        context, "field [" + name() + "] holds vectors; search it with a [knn] query");
  }
}
