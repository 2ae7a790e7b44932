package io.niteru.plugin.model;

/**
 * A field of vectors.
 *
 * @param path the nested object it is in, or "" if in none
 * @param name its name within that object, perhaps with dots
 * @param type float, byte or binary
 * @param space how its vectors are compared
 * @param length numbers in a vector
 * @param share of the objects that have one
 * @param method name of the method, or "" for none
 */
record VectorField(
    String path, String name, String type, String space, int length, double share, String method) {
  /** What queries call it. */
  String fullName() {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean isFloat() {
    return type.equals("float");
  }

  int dimension() {
    return type.equals("binary") ? Byte.SIZE * length : length;
  }

  String mapping() {
    String chosen = method.isEmpty() ? "" : ",\"method\":{\"name\":\"" + method + "\"}";
    return "{\"type\":\"knn_vector\",\"dimension\":%d,\"data_type\":\"%s\",\"space_type\":\"%s\"%s}"
        .formatted(dimension(), type, space, chosen);
  }
}
