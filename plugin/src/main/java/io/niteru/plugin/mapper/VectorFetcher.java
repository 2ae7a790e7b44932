package io.niteru.plugin.mapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.opensearch.index.mapper.ArraySourceValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.search.lookup.SourceLookup;

/**
 * Answers a search's {@code fields} from the vectors file. The {@code _source} of that search may
 * lack the vector; it is asked only where the document has none in the file: one nested deeper, or
 * an index without {@code index.knn}.
 */
final class VectorFetcher extends ArraySourceValueFetcher {
  private final String field;
  private FloatVectorValues values;

  VectorFetcher(String field, QueryShardContext context) {
    super(field, context);
    this.field = field;
  }

  @Override
  public void setNextReader(LeafReaderContext context) {
    try {
      values = context.reader().getFloatVectorValues(field);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Object> fetchValues(SourceLookup lookup) {
    try {
      return values == null ? super.fetchValues(lookup) : fetch(lookup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Object> fetch(SourceLookup lookup) throws IOException {
    KnnVectorValues.DocIndexIterator docs = values.iterator();
    if (docs.advance(lookup.docId()) != lookup.docId()) {
      return super.fetchValues(lookup);
    }
    List<Object> vector = new ArrayList<>(values.dimension());
    for (float value : values.vectorValue(docs.index())) {
      vector.add(value);
    }
    return vector;
  }

  @Override
  protected Object parseSourceValue(Object value) {
    return value instanceof List<?> ? value : List.of(value);
  }
}
