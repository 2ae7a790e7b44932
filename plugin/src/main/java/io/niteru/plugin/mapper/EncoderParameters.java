package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The {@code encoder} of a method. It chooses nothing, as every field has codes of one and four
 * bits and its vectors themselves, but must make sense where it comes from; and half floats let in
 * no number that they cannot hold.
 *
 * @param name {@code flat}, {@code sq} or {@code binary}
 * @param bits {@code parameters.bits}, or null
 * @param type {@code parameters.type}, or null
 * @param clip {@code parameters.clip}, or null
 * @param confidence {@code parameters.confidence_interval}, or null
 * @param rotation {@code parameters.random_rotation}, or null
 * @param asymmetric {@code parameters.enable_adc}, or null
 */
record EncoderParameters(
    String name,
    Integer bits,
    String type,
    Boolean clip,
    Double confidence,
    Boolean rotation,
    Boolean asymmetric) {
  private static final String FLAT = "flat";
  private static final String SQ = "sq";
  private static final String BINARY = "binary";

  /** Compression levels by the bits that are left of a number of 32. */
  private static final Map<Integer, String> LEVELS =
      Map.of(1, "32x", 2, "16x", 4, "8x", 7, "4x", 16, "2x");

  /**
   * Reads an encoder.
   *
   * @throws IllegalArgumentException if it is not one of those, or has parameters that none has
   */
  static EncoderParameters parse(Object node) {
    Fields fields = new Fields("encoder", node);
    String name = fields.name("name");
    if (name == null || !List.of(FLAT, SQ, BINARY).contains(name)) {
      throw new IllegalArgumentException(
          "encoder [" + name + "] is not supported; supported are [flat, sq, binary]");
    }
    Fields p = new Fields("parameters", fields.take("parameters"));
    fields.end();
    EncoderParameters encoder =
        new EncoderParameters(
            name,
            p.integer("bits"),
            p.name("type"),
            p.bool("clip"),
            number(p.take("confidence_interval")),
            p.bool("random_rotation"),
            p.bool("enable_adc"));
    require(p.rest().isEmpty(), "unknown in [parameters]: " + p.rest());
    return encoder;
  }

  private static Double number(Object value) {
    try {
      return value == null ? null : Double.valueOf(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "value is not an instance of Double for Double parameter [confidence_interval]: " + value,
          e);
    }
  }

  /** The object it was read from, in its one form. */
  Map<String, Object> source() {
    Map<String, Object> source = new TreeMap<>(Map.of("name", name));
    Map<String, Object> parameters = parameters();
    if (!parameters.isEmpty()) {
      source.put("parameters", parameters);
    }
    return source;
  }

  private Map<String, Object> parameters() {
    Map<String, Object> given = new TreeMap<>();
    given.put("bits", bits);
    given.put("type", type);
    given.put("clip", clip);
    given.put("confidence_interval", confidence);
    given.put("random_rotation", rotation);
    given.put("enable_adc", asymmetric);
    given.values().removeIf(Objects::isNull);
    return given;
  }

  /**
   * Refuses what the engine that is named would not do.
   *
   * @param lucene whether that is {@code lucene}, whose scalar quantisation is another
   * @param dataType of the field
   * @param level {@code compression_level}, or null
   * @throws IllegalArgumentException saying what does not go together
   */
  void check(boolean lucene, DataType dataType, String level) {
    switch (name) {
      case FLAT -> allow(List.of());
      case BINARY -> checkBinary();
      default -> checkScalar(lucene);
    }
    require(
        name.equals(FLAT) || dataType == DataType.FLOAT,
        "Method \""
            + name
            + "\" is not supported for vector data type \""
            + dataType.label()
            + "\"");
    checkLevel(level, level(lucene));
  }

  private void checkBinary() {
    allow(List.of("bits", "random_rotation", "enable_adc"));
    checkBits(List.of(1, 2, 4));
    if (Boolean.TRUE.equals(asymmetric) && bits != null && bits != 1) {
      throw Fields.invalid("ADC is not supported for bit count: " + bits);
    }
  }

  private void checkScalar(boolean lucene) {
    checkBits(lucene ? List.of(1, 7) : List.of(1, 16));
    allow(
        bits != null && bits == 1
            ? List.of("bits")
            : lucene ? List.of("bits", "confidence_interval") : List.of("bits", "type", "clip"));
    require(type == null || type.equals("fp16"), "[type] must be [fp16], found " + type);
    require(
        confidence == null || confidence == 0 || confidence >= 0.9 && confidence <= 1,
        "[confidence_interval] must be 0 or from 0.9 to 1, found " + confidence);
  }

  private void checkBits(List<Integer> valid) {
    if (bits != null && !valid.contains(bits)) {
      throw new IllegalArgumentException(
          "Unsupported bits value: " + bits + "; encoder [" + name + "] has " + valid + " here");
    }
  }

  private void allow(List<String> valid) {
    for (String parameter : parameters().keySet()) {
      require(
          valid.contains(parameter),
          "Parameter ["
              + parameter
              + "] is not supported"
              + (bits == null ? "" : " when [bits=" + bits + "]")
              + " for encoder ["
              + name
              + "]; supported are "
              + valid);
    }
  }

  /** The compression level this comes to, or null if it leaves that open. */
  private String level(boolean lucene) {
    return switch (name) {
      case FLAT -> "1x";
      case SQ -> bits != null ? LEVELS.get(bits) : lucene ? null : "2x";
      default -> bits == null ? null : LEVELS.get(bits);
    };
  }

  private void checkLevel(String level, String own) {
    if (level == null || own == null || level.equals(own)) {
      return;
    }
    throw Fields.invalid(
        name.equals(SQ)
            ? "Compression level ["
                + level
                + "] is incompatible with"
                + (bits == null ? "" : " [bits=" + bits + "] for")
                + " encoder [sq]. Expected compression level: ["
                + own
                + "]"
            : "Cannot specify an encoder that conflicts with the provided compression level: ["
                + name
                + "] is ["
                + own
                + "], not ["
                + level
                + "]");
  }

  /** What becomes of numbers that half floats cannot hold. */
  HalfFloats halfFloats(boolean lucene) {
    if (lucene || !name.equals(SQ) || bits != null && bits == 1) {
      return HalfFloats.UNUSED;
    }
    return Boolean.TRUE.equals(clip) ? HalfFloats.CLIPPING : HalfFloats.REFUSING;
  }

  private static void require(boolean valid, String why) {
    if (!valid) {
      throw Fields.invalid(
          "parameter validation failed for MethodComponentContext parameter [encoder].; " + why);
    }
  }
}
