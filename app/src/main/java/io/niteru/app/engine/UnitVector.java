package io.niteru.app.engine;

/** Vectors of length one, among which squared distance ranks as cosine does. */
public final class UnitVector {
  private UnitVector() {}

  /** Divides a vector by its length, in place; zeros stay zeros. */
  public static void normalise(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    if (squares > 0) {
      double scale = 1 / Math.sqrt(squares);
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (vector[i] * scale);
      }
    }
  }
}
