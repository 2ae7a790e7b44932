package io.niteru.plugin.mapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.util.BytesRef;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.mapper.ParametrizedFieldMapper;
import org.opensearch.index.mapper.ParseContext;

/**
 * Reads the vectors of documents. In an index with {@code index.knn} they go to the vectors file;
 * in another they are kept as binary doc values (little-endian float32), for scripts.
 */
public final class KnnVectorFieldMapper extends ParametrizedFieldMapper {
  /** The field type's name in mappings. */
  public static final String CONTENT_TYPE = "knn_vector";

  /** Reads a field's mapping. */
  public static final Mapper.TypeParser PARSER =
      (name, node, context) -> {
        KnnVectorFieldBuilder builder =
            new KnnVectorFieldBuilder(name, IndexDefaults.of(context.getSettings()));
        builder.parse(name, context, node);
        builder.check();
        return builder;
      };

  private final VectorConfig config;
  private final KnnVectorFieldBuilder mapping;
  private final FieldType vectorType;

  KnnVectorFieldMapper(
      String simpleName,
      KnnVectorFieldType type,
      MultiFields multiFields,
      CopyTo copyTo,
      KnnVectorFieldBuilder mapping) {
    super(simpleName, type, multiFields, copyTo);
    this.config = type.config();
    this.mapping = mapping;
    this.vectorType =
        KnnFloatVectorField.createFieldType(config.dimension(), config.space().similarity());
  }

  /** The parameters this field was built from. */
  KnnVectorFieldBuilder mapping() {
    return mapping;
  }

  @Override
  public boolean parsesArrayValue() {
    return true;
  }

  @Override
  protected void parseCreateField(ParseContext context) throws IOException {
    XContentParser parser = context.parser();
    if (parser.currentToken() == XContentParser.Token.VALUE_NULL) {
      return;
    }
    float[] vector = VectorParser.parse(parser, config.dimension());
    if (vector.length != config.dimension()) {
      throw new IllegalArgumentException(
          "Vector dimension mismatch. Expected: "
              + config.dimension()
              + ", Given: "
              + vector.length);
    }
    config.space().check(vector);
    if (context.doc().getField(name()) != null) {
      throw new IllegalArgumentException(
          "field [" + name() + "] takes one vector a document; use [nested] for several");
    }
    context.doc().add(field(vector));
  }

  private Field field(float[] vector) {
    if (config.searchable()) {
      return new KnnFloatVectorField(name(), vector, vectorType);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    return new BinaryDocValuesField(name(), new BytesRef(bytes.array()));
  }

  @Override
  public ParametrizedFieldMapper.Builder getMergeBuilder() {
    return new KnnVectorFieldBuilder(simpleName(), mapping.defaults()).init(this);
  }

  @Override
  protected String contentType() {
    return CONTENT_TYPE;
  }
}
