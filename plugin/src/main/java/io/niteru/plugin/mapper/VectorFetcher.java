package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.values.FieldVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.opensearch.index.mapper.ArraySourceValueFetcher;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.search.lookup.SourceLookup;

/**
 * Answers a search's {@code fields} from the vectors file. The {@code _source} of that search may
 * lack the vector; it is asked only where the document has none in the file: one nested deeper.
 */
final class VectorFetcher extends ArraySourceValueFetcher {
  private final String field;
  private final DataType type;
  private LeafReaderContext leaf;

  VectorFetcher(String field, DataType type, QueryShardContext context) {
    super(field, context);
    this.field = field;
    this.type = type;
  }

  @Override
  public void setNextReader(LeafReaderContext context) {
    leaf = context;
  }

  @Override
  public List<Object> fetchValues(SourceLookup lookup) {
    try {
      // Opened for each document, for they may come in any order.
      FieldVectors vectors = FieldVectors.of(leaf.reader(), field, type);
      return vectors.advanceExact(lookup.docId())
          ? numbers(vectors.vector())
          : super.fetchValues(lookup);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Object> numbers(Object vector) {
    List<Object> numbers = new ArrayList<>();
    if (vector instanceof float[] floats) {
      for (float value : floats) {
        numbers.add(value);
      }
    } else {
      for (byte value : (byte[]) vector) {
        numbers.add((int) value);
      }
    }
    return numbers;
  }

  @Override
  protected Object parseSourceValue(Object value) {
    return value instanceof List<?> ? value : List.of(value);
  }
}
