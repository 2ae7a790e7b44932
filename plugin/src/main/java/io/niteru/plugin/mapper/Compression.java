package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import java.util.List;

/**
 * What a mapping says about the size of its vectors, in {@code mode}, {@code compression_level},
 * the method and its encoder. None of it changes anything, but it must not contradict itself.
 *
 * @param method the method, {@link Method#NONE} if there is none
 * @param engine {@code engine} on top or in the method, or null
 * @param mode {@code mode}, or null
 * @param level {@code compression_level}, or null
 */
record Compression(Method method, String engine, String mode, String level) {
  private static final String LUCENE = "lucene";
  private static final String ON_DISK = "on_disk";

  /** Whether the encoder is one of {@code lucene}, which is taken where only it can be meant. */
  boolean lucene() {
    return engine == null ? method.flat() || "4x".equals(level) : engine.equals(LUCENE);
  }

  /** What becomes of numbers that half floats cannot hold. */
  HalfFloats halfFloats() {
    return method.encoder() == null ? HalfFloats.UNUSED : method.encoder().halfFloats(lucene());
  }

  /**
   * Refuses contradictions.
   *
   * @throws IllegalArgumentException saying what does not go together
   */
  void check(DataType type) {
    if (method.flat()) {
      checkFlat();
      return;
    }
    String named = engine != null ? engine : lucene() ? LUCENE : "faiss";
    if (level != null && !levels(named).contains(level)) {
      throw Fields.invalid(
          "\""
              + named
              + "\" does not support \""
              + level
              + "\" compression"
              + (level.equals("4x")
                  ? "; Lucene is the only engine that supports 4x compression"
                  : ""));
    }
    if (ON_DISK.equals(mode) && named.equals("nmslib")) {
      throw Fields.invalid("Nmslib engine does not support disk-based search");
    }
    if (ON_DISK.equals(mode) && named.equals(LUCENE) && "1x".equals(level)) {
      throw Fields.invalid("Cannot specify \"x1\" compression level when using \"on_disk\" mode");
    }
    if (method.encoder() != null) {
      method.encoder().check(lucene(), type, level);
    }
  }

  private void checkFlat() {
    if (mode != null) {
      throw Fields.invalid("\"mode\" is not supported for the \"flat\" method");
    }
    if (level != null && !level.equals("32x")) {
      throw Fields.invalid("\"flat\" method only supports \"32x\" compression");
    }
  }

  private static List<String> levels(String engine) {
    return switch (engine) {
      case LUCENE -> List.of("1x", "4x", "32x");
      case "nmslib" -> List.of("1x");
      default -> List.of("1x", "2x", "8x", "16x", "32x");
    };
  }
}
