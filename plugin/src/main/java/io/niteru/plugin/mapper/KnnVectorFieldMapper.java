package io.niteru.plugin.mapper;

import java.io.IOException;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.mapper.DerivedFieldGenerator;
import org.opensearch.index.mapper.MappedFieldType;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.mapper.MapperParsingException;
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
        KnnVectorFieldBuilder.dropAbsent(node);
        builder.parse(name, context, node);
        builder.check();
        return builder;
      };

  private final VectorConfig config;
  private final KnnVectorFieldBuilder mapping;
  private final VectorFields fields;

  KnnVectorFieldMapper(
      String simpleName,
      KnnVectorFieldType type,
      MultiFields multiFields,
      CopyTo copyTo,
      KnnVectorFieldBuilder mapping) {
    super(simpleName, type, multiFields, copyTo);
    this.config = type.config();
    this.mapping = mapping;
    this.fields = new VectorFields(name(), config, type.isStored());
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
    float[] vector = vector(context);
    if (vector == null) {
      return;
    }
    config.checkLength(vector);
    config.space().check(vector);
    if (context.doc().getField(name()) != null) {
      throw new IllegalArgumentException(
          "field [" + name() + "] takes one vector a document; use [nested] for several");
    }
    fields.add(config.halfFloats().fit(vector), context.doc());
  }

  private float[] vector(ParseContext context) throws IOException {
    XContentParser parser = context.parser();
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> VectorParser.decode(parser.text(), name(), config.dataType());
      case END_ARRAY -> ofParent(context);
      default -> VectorParser.parse(parser, config.length());
    };
  }

  /** One of several fields of a value comes when the first has read the array already. */
  private float[] ofParent(ParseContext context) {
    String parent = name().substring(0, name().lastIndexOf('.'));
    MappedFieldType type = context.mapperService().fieldType(parent);
    return type instanceof KnnVectorFieldType vectors
        ? VectorFields.vector(context.doc().getField(parent), vectors.config().dataType())
        : null;
  }

  /**
   * {@inheritDoc}
   *
   * @throws MapperParsingException if it cannot, so that a mapping put later is refused as one that
   *     comes with its index is
   */
  @Override
  public void canDeriveSource() {
    try {
      super.canDeriveSource();
    } catch (UnsupportedOperationException e) {
      throw new MapperParsingException("field [" + name() + "]: " + e.getMessage(), e);
    }
  }

  /** Nothing more is asked of a mapping: every vector is kept where it can be read again. */
  @Override
  protected void canDeriveSourceInternal() {}

  /** Called while this is still being constructed. */
  @Override
  protected DerivedFieldGenerator derivedFieldGenerator() {
    return SourceVectors.generator(simpleName(), (KnnVectorFieldType) fieldType());
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
