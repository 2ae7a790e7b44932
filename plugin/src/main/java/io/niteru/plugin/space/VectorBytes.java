package io.niteru.plugin.space;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/**
 * Vectors as bytes, in doc values, base64 and stored fields: floats are little-endian float32,
 * other types are bytes as they are.
 */
public final class VectorBytes {
  private VectorBytes() {}

  /** The bytes of floats. */
  public static byte[] of(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
    return bytes.array();
  }

  /** Reads floats into an array that is as long as the vector. */
  public static void floats(BytesRef bytes, float[] into) {
    ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(into);
  }

  /** The floats of some bytes. */
  public static float[] floats(BytesRef bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    floats(bytes, vector);
    return vector;
  }

  /** A copy of some bytes. */
  public static byte[] bytes(BytesRef bytes) {
    return Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
  }
}
