package io.niteru.plugin.script;

import io.niteru.plugin.mapper.KnnVectorFieldType;
import io.niteru.plugin.mapper.VectorConfig;
import io.niteru.plugin.space.Comparison;
import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.Numbers;
import io.niteru.plugin.space.SpaceType;
import io.niteru.plugin.space.VectorBytes;
import java.util.Base64;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.script.ScoreScript;
import org.opensearch.script.ScriptFactory;
import org.opensearch.search.lookup.SearchLookup;

/**
 * Reads the parameters of {@code knn_score}: {@code field}, {@code query_value} and {@code
 * space_type}; the last two were {@code vector} and {@code space} once. Stateless.
 */
final class KnnScoreFactory implements ScoreScript.Factory, ScriptFactory {
  private static final String HAMMING_BIT = "hammingbit";

  @Override
  public boolean isResultDeterministic() {
    return true;
  }

  @Override
  public ScoreScript.LeafFactory newFactory(
      Map<String, Object> params, SearchLookup lookup, IndexSearcher searcher) {
    String field = parameter(params, "field", "field").toString();
    Object value = parameter(params, "query_value", "vector");
    String space = parameter(params, "space_type", "space").toString();
    MappedFieldType type = lookup.doc().mapperService().fieldType(field);
    if (space.equalsIgnoreCase(HAMMING_BIT)) {
      return new HammingBitScript(params, lookup, searcher, type, field, value);
    }
    return new VectorScript(
        params, lookup, searcher, comparison(type, target(value, type, space), space(space)));
  }

  private static Object parameter(Map<String, Object> params, String name, String once) {
    Object value = params.getOrDefault(name, params.get(once));
    if (value == null) {
      throw new IllegalArgumentException("Missing parameter [" + name + "]");
    }
    return value;
  }

  private static SpaceType space(String name) {
    try {
      return SpaceType.of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid space type. Please refer to the available space types. " + e.getMessage(), e);
    }
  }

  private static float[] target(Object value, MappedFieldType type, String space) {
    if (type == null || !(type.unwrap() instanceof KnnVectorFieldType vectors)) {
      throw new IllegalArgumentException(
          "Incompatible field_type for " + space + " space. The field type must be knn_vector.");
    }
    VectorConfig config = vectors.config();
    float[] target =
        value instanceof String base64 ? decode(base64, config.dataType()) : Numbers.floats(value);
    if (target.length != config.length()) {
      throw new IllegalArgumentException(
          "Object's length="
              + target.length
              + " does not match the expected length="
              + config.length()
              + ".");
    }
    return target;
  }

  private static float[] decode(String base64, DataType type) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    return type.bytes() ? DataType.toFloats(bytes) : VectorBytes.floats(new BytesRef(bytes));
  }

  private static Comparison comparison(MappedFieldType type, float[] target, SpaceType space) {
    DataType dataType = ((KnnVectorFieldType) type.unwrap()).config().dataType();
    if ((space == SpaceType.HAMMING) != (dataType == DataType.BINARY)) {
      throw new IllegalArgumentException(
          "Incompatible field_type for "
              + space.label()
              + " space. The data type should be "
              + (space == SpaceType.HAMMING ? "binary" : "either float or byte")
              + " but got "
              + dataType.label());
    }
    return new Comparison(type.name(), target, dataType, space);
  }
}
