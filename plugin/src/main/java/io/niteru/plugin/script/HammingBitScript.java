package io.niteru.plugin.script;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.opensearch.index.fielddata.ScriptDocValues;
import org.opensearch.index.mapper.BinaryFieldMapper;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.NumberFieldMapper;
import org.opensearch.script.ScoreScript;
import org.opensearch.search.lookup.SearchLookup;

/** Scores documents by the bits that differ in a {@code long} or {@code binary} field. */
final class HammingBitScript implements ScoreScript.LeafFactory {
  private final Map<String, Object> params;
  private final SearchLookup lookup;
  private final IndexSearcher searcher;
  private final String field;
  private final BigInteger target;

  HammingBitScript(
      Map<String, Object> params,
      SearchLookup lookup,
      IndexSearcher searcher,
      MappedFieldType type,
      String field,
      Object target) {
    this.params = params;
    this.lookup = lookup;
    this.searcher = searcher;
    this.field = field;
    this.target = target(type, target);
  }

  private static BigInteger target(MappedFieldType type, Object value) {
    String kind = type == null ? "" : type.typeName();
    if (kind.equals(NumberFieldMapper.NumberType.LONG.typeName())) {
      if (value instanceof Number number) {
        return bits(number.longValue());
      }
      throw new IllegalArgumentException("Object cannot be parsed as a Long: " + value);
    }
    if (kind.equals(BinaryFieldMapper.CONTENT_TYPE)) {
      return new BigInteger(1, Base64.getDecoder().decode(value.toString()));
    }
    throw new IllegalArgumentException(
        "Incompatible field_type for hammingbit space. The field type must of type long or"
            + " binary.");
  }

  private static BigInteger bits(long value) {
    return new BigInteger(Long.toUnsignedString(value));
  }

  private static BigInteger bits(BytesRef bytes) {
    return new BigInteger(1, bytes.bytes, bytes.offset, bytes.length);
  }

  @Override
  public boolean needs_score() {
    return false;
  }

  @Override
  public ScoreScript newInstance(LeafReaderContext leaf) {
    return new ScoreScript(params, lookup, searcher, leaf) {
      @Override
      public double execute(ExplanationHolder explanation) {
        ScriptDocValues<?> values = getDoc().get(field);
        if (values.isEmpty()) {
          return 0;
        }
        BigInteger bits =
            values.get(0) instanceof Number number
                ? bits(number.longValue())
                : bits((BytesRef) values.get(0));
        return 1f / (1 + bits.xor(target).bitCount());
      }
    };
  }
}
