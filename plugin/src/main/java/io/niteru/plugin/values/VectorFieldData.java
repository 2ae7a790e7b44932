package io.niteru.plugin.values;

import io.niteru.plugin.space.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.SortField;
import org.opensearch.common.util.BigArrays;
import org.opensearch.index.fielddata.IndexFieldData;
import org.opensearch.index.fielddata.LeafFieldData;
import org.opensearch.index.fielddata.ScriptDocValues;
import org.opensearch.index.fielddata.SortedBinaryDocValues;
import org.opensearch.index.mapper.DocValueFetcher;
import org.opensearch.search.DocValueFormat;
import org.opensearch.search.MultiValueMode;
import org.opensearch.search.aggregations.support.CoreValuesSourceType;
import org.opensearch.search.aggregations.support.ValuesSourceType;
import org.opensearch.search.sort.BucketedSort;
import org.opensearch.search.sort.SortOrder;

/**
 * A field's vectors for scripts and {@code docvalue_fields}; nothing is kept on the heap.
 * Immutable; safe for all threads.
 *
 * @param field full name
 * @param type what the vectors are made of
 */
public record VectorFieldData(String field, DataType type)
    implements IndexFieldData<LeafFieldData> {
  @Override
  public String getFieldName() {
    return field;
  }

  @Override
  public ValuesSourceType getValuesSourceType() {
    return CoreValuesSourceType.BYTES;
  }

  @Override
  public LeafFieldData load(LeafReaderContext context) {
    return new Leaf(context.reader());
  }

  @Override
  public LeafFieldData loadDirect(LeafReaderContext context) {
    return load(context);
  }

  @Override
  public SortField sortField(
      Object missing, MultiValueMode mode, XFieldComparatorSource.Nested nested, boolean reverse) {
    throw notAValue();
  }

  @Override
  public BucketedSort newBucketedSort(
      BigArrays arrays,
      Object missing,
      MultiValueMode mode,
      XFieldComparatorSource.Nested nested,
      SortOrder order,
      DocValueFormat format,
      int size,
      BucketedSort.ExtraData extra) {
    throw notAValue();
  }

  private IllegalArgumentException notAValue() {
    return new IllegalArgumentException(
        "field ["
            + field
            + "] holds vectors, which can be neither sorted by nor aggregated; use a [knn] query or"
            + " a script");
  }

  private final class Leaf implements LeafFieldData {
    private final LeafReader reader;

    Leaf(LeafReader reader) {
      this.reader = reader;
    }

    private FieldVectors vectors() {
      try {
        return FieldVectors.of(reader, field, type);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ScriptDocValues<?> getScriptValues() {
      return new VectorDocValues(field, type, vectors());
    }

    @Override
    public SortedBinaryDocValues getBytesValues() {
      throw notAValue();
    }

    @Override
    public DocValueFetcher.Leaf getLeafValueFetcher(DocValueFormat format) {
      FieldVectors vectors = vectors();
      return new DocValueFetcher.Leaf() {
        @Override
        public boolean advanceExact(int doc) throws IOException {
          return vectors.advanceExact(doc);
        }

        @Override
        public int docValueCount() {
          return 1;
        }

        @Override
        public Object nextValue() throws IOException {
          return ((VectorFormat) format).print(vectors.vector());
        }
      };
    }

    @Override
    public long ramBytesUsed() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
