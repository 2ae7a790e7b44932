package io.niteru.plugin.values;

import io.niteru.plugin.space.VectorBytes;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.search.DocValueFormat;

/** The forms in which {@code docvalue_fields} gives vectors. */
public enum VectorFormat implements DocValueFormat {
  /** An array of numbers. */
  ARRAY,
  /** Base64 of little-endian float32, or of the bytes. */
  BINARY;

  /**
   * The form a request names; {@link #BINARY} if it names none.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static VectorFormat of(String name) {
    return switch (name) {
      case null -> BINARY;
      case "binary" -> BINARY;
      case "array" -> ARRAY;
      default ->
          throw new IllegalArgumentException(
              "Unsupported knn_vector docvalue_fields format ["
                  + name
                  + "]. Supported formats are [array, binary]");
    };
  }

  /** A vector, floats or bytes, in a form that responses print. */
  public Object print(Object vector) {
    if (this == BINARY) {
      return vector instanceof float[] floats ? VectorBytes.of(floats) : ((byte[]) vector).clone();
    }
    return vector instanceof float[] floats ? floats.clone() : ints((byte[]) vector);
  }

  private static int[] ints(byte[] bytes) {
    int[] ints = new int[bytes.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = bytes[i];
    }
    return ints;
  }

  @Override
  public String getWriteableName() {
    return "knn_vector";
  }

  @Override
  public void writeTo(StreamOutput out) {
    throw new UnsupportedOperationException("vectors are not sorted by and not aggregated");
  }
}
