package io.niteru.plugin.mapper;

import io.niteru.plugin.space.VectorBytes;
import io.niteru.plugin.values.VectorFieldData;
import io.niteru.plugin.values.VectorFormat;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.opensearch.index.fielddata.IndexFieldData;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.TextSearchInfo;
import org.opensearch.index.mapper.ValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.query.QueryShardException;
import org.opensearch.search.DocValueFormat;
import org.opensearch.search.lookup.SearchLookup;

/** The type of a {@code knn_vector} field, as queries see it. */
public final class KnnVectorFieldType extends MappedFieldType {
  private final VectorConfig config;

  /** Not searchable, which means by terms. */
  KnnVectorFieldType(String name, VectorConfig config, boolean stored, Map<String, String> meta) {
    super(name, false, stored, true, TextSearchInfo.NONE, meta);
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
    return new VectorFetcher(name(), config.dataType(), context);
  }

  @Override
  public IndexFieldData.Builder fielddataBuilder(String index, Supplier<SearchLookup> lookup) {
    return (cache, breakers) -> new VectorFieldData(name(), config.dataType());
  }

  /** Scripts and {@code docvalue_fields} read vectors, but no aggregation can. */
  @Override
  public boolean isAggregatable() {
    return false;
  }

  @Override
  public DocValueFormat docValueFormat(String format, ZoneId timeZone) {
    return VectorFormat.of(format);
  }

  /** A stored vector as an array. */
  @Override
  public Object valueForDisplay(Object value) {
    BytesRef bytes = (BytesRef) value;
    return VectorFormat.ARRAY.print(
        config.dataType().bytes() ? VectorBytes.bytes(bytes) : VectorBytes.floats(bytes));
  }

  @Override
  public Query existsQuery(QueryShardContext context) {
    return new FieldExistsQuery(name());
  }

  @Override
  public Query termQuery(Object value, QueryShardContext context) {
    throw new QueryShardException(
        context,
        "KNN vector do not support exact searching, use KNN queries instead: [" + name() + "]");
  }
}
