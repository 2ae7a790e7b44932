package io.niteru.plugin.mapper;

import io.niteru.core.codec.NiteruVectorsFormat;
import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.SpaceType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.opensearch.index.mapper.FieldMapper;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.mapper.ParametrizedFieldMapper;
import org.opensearch.index.mapper.ParametrizedFieldMapper.Parameter;

/** The mapping parameters of {@code knn_vector}, in both dialects. */
final class KnnVectorFieldBuilder extends ParametrizedFieldMapper.Builder {
  private static final List<String> MODES = List.of("in_memory", "on_disk");
  private static final List<String> LEVELS = List.of("1x", "2x", "4x", "8x", "16x", "32x");

  private final IndexDefaults defaults;

  private final Parameter<Integer> dimension =
      new Parameter<>(
          "dimension", false, () -> null, (n, c, o) -> dimension(n, o), of(b -> b.dimension));
  private final Parameter<Map<String, Object>> method =
      new Parameter<>(
          "method", false, () -> null, (n, c, o) -> Method.parse(o).source(), of(b -> b.method));
  private final Parameter<String> space =
      text("space_type", of(b -> b.space), (n, o) -> SpaceType.of(o.toString()).label());
  private final Parameter<String> engine =
      text("engine", of(b -> b.engine), (n, o) -> Method.engine(o));
  private final Parameter<String> dataType =
      text("data_type", of(b -> b.dataType), (n, o) -> DataType.of(o.toString()).label())
          .setMergeValidator((was, is) -> type(was) == type(is));
  private final Parameter<String> mode =
      text("mode", of(b -> b.mode), (n, o) -> oneOf("mode", o, MODES));
  private final Parameter<String> compression =
      text(
          "compression_level",
          of(b -> b.compression),
          (n, o) -> oneOf("compression_level", o, LEVELS));
  private final Parameter<String> modelId =
      text(
          "model_id",
          of(b -> b.modelId),
          (n, o) -> {
            throw new IllegalArgumentException(
                "[model_id] is not supported for vector: " + n + "; no method here needs training");
          });
  private final Parameter<Boolean> store =
      Parameter.boolParam("store", false, of(b -> b.store), false);
  private final Parameter<Boolean> docValues =
      Parameter.boolParam("doc_values", false, of(b -> b.docValues), false);
  private final Parameter<Map<String, String>> meta = Parameter.metaParam();

  KnnVectorFieldBuilder(String name, IndexDefaults defaults) {
    super(name);
    this.defaults = defaults;
  }

  /**
   * Takes what stands for nothing out of a mapping: null, and the words for none that the API gives
   * in place of it.
   */
  static void dropAbsent(Map<String, Object> node) {
    node.entrySet()
        .removeIf(e ->
            switch (e.getKey()) {
              case "engine", "space_type" -> Method.undefined(e.getValue());
              case "compression_level" -> e.getValue() == null || "".equals(e.getValue());
              default -> e.getValue() == null;
            });
  }

  IndexDefaults defaults() {
    return defaults;
  }

  @Override
  protected List<Parameter<?>> getParameters() {
    return List.of(
        dimension,
        dataType,
        space,
        engine,
        method,
        mode,
        compression,
        modelId,
        store,
        docValues,
        meta);
  }

  /**
   * What no parameter can check alone.
   *
   * @throws IllegalArgumentException if parameters are missing or contradict each other
   */
  void check() {
    if (dimension.getValue() == null) {
      throw new IllegalArgumentException("Dimension value missing for vector: " + name);
    }
    checkType();
    checkCompression();
    Method chosen = method();
    if (method.getValue() != null && !defaults.knn()) {
      throw new IllegalArgumentException(
          "Cannot set modelId or method parameters when index.knn setting is false");
    }
    String chosenSpace = chosen.space() == null ? null : chosen.space().label();
    agree("space types: \"[%s]\" \"[%s]\"", space.getValue(), chosenSpace);
    agree("engines: [%s] and [%s]", engine.getValue(), chosen.engine());
    compression().check(type(dataType.getValue()));
  }

  private void checkType() {
    DataType type = type(dataType.getValue());
    if (type == DataType.BINARY && dimension.getValue() % Byte.SIZE != 0) {
      throw new IllegalArgumentException(
          "Dimension should be multiply of 8 for binary vector data type, for vector: "
              + name
              + ", found "
              + dimension.getValue());
    }
    space().check(type);
  }

  private void checkCompression() {
    if (mode.getValue() == null && compression.getValue() == null) {
      return;
    }
    if (type(dataType.getValue()) != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "Compression and mode cannot be used for non-float32 data type for field " + name);
    }
    if (!defaults.knn()) {
      throw new IllegalArgumentException(
          "Compression and mode can not be specified in a flat mapping configuration for field: "
              + name
              + "; its index needs the setting [index.knn: true]");
    }
  }

  @Override
  public KnnVectorFieldMapper build(Mapper.BuilderContext context) {
    KnnVectorFieldType type =
        new KnnVectorFieldType(buildFullName(context), config(), store.getValue(), meta.getValue());
    return new KnnVectorFieldMapper(
        name, type, multiFieldsBuilder.build(this, context), copyTo.build(), this);
  }

  private VectorConfig config() {
    Method chosen = method();
    return new VectorConfig(
        dimension.getValue(),
        type(dataType.getValue()),
        compression().lucene(),
        space(),
        chosen.flat(),
        atLeast2(chosen.m() == null ? defaults.m() : chosen.m()),
        atLeast2(
            chosen.efConstruction() == null ? defaults.efConstruction() : chosen.efConstruction()),
        chosen.efSearch() == null ? 0 : chosen.efSearch(),
        compression().halfFloats(),
        defaults.knn());
  }

  /** What a graph needs to hold together; the API takes 1 as well. */
  private static int atLeast2(int asked) {
    return Math.max(asked, 2);
  }

  private Compression compression() {
    Method chosen = method();
    return new Compression(
        chosen,
        engine.getValue() == null ? chosen.engine() : engine.getValue(),
        mode.getValue(),
        compression.getValue());
  }

  private SpaceType space() {
    if (space.getValue() != null) {
      return SpaceType.of(space.getValue());
    }
    SpaceType chosen = method().space();
    if (chosen != null) {
      return chosen;
    }
    boolean binary = type(dataType.getValue()) == DataType.BINARY;
    return binary ? SpaceType.HAMMING : defaults.space();
  }

  private Method method() {
    return method.getValue() == null ? Method.NONE : Method.parse(method.getValue());
  }

  private static DataType type(String label) {
    return label == null ? DataType.FLOAT : DataType.of(label);
  }

  private static int dimension(String field, Object value) {
    int dimension;
    try {
      dimension = Integer.parseInt(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Unable to parse [dimension] from provided value ["
              + value
              + "] for vector ["
              + field
              + "]",
          e);
    }
    if (dimension <= 0) {
      throw new IllegalArgumentException(
          "Dimension value must be greater than 0 for vector: " + field);
    }
    if (dimension > NiteruVectorsFormat.MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "Dimension value cannot be greater than "
              + NiteruVectorsFormat.MAX_DIMENSIONS
              + " for vector: "
              + field);
    }
    return dimension;
  }

  private static String oneOf(String parameter, Object value, List<String> valid) {
    String name = value.toString().toLowerCase(Locale.ROOT);
    if (!valid.contains(name)) {
      throw new IllegalArgumentException(
          "Invalid [" + parameter + "]: " + value + ". Valid values are: " + valid);
    }
    return name;
  }

  private void agree(String both, String outer, String inner) {
    if (outer != null && inner != null && !outer.equals(inner)) {
      throw new IllegalArgumentException(
          "Cannot specify conflicting "
              + String.format(Locale.ROOT, both, inner, outer)
              + "; that in \"method\" and the top level one of vector "
              + name
              + " should be same or one of them should be defined");
    }
  }

  private static <T> Function<FieldMapper, T> of(
      Function<KnnVectorFieldBuilder, Parameter<T>> parameter) {
    return mapper -> parameter.apply(((KnnVectorFieldMapper) mapper).mapping()).getValue();
  }

  private static Parameter<String> text(
      String key, Function<FieldMapper, String> from, TextParser parser) {
    return new Parameter<>(key, false, () -> null, (n, c, o) -> parser.parse(n, o), from);
  }

  /** Reads and checks a parameter of the field named. */
  private interface TextParser {
    String parse(String field, Object value);
  }
}
