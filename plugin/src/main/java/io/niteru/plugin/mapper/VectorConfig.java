package io.niteru.plugin.mapper;

import io.niteru.plugin.space.DataType;
import io.niteru.plugin.space.SpaceType;

/**
 * What a field's mapping and its index's settings come to.
 *
 * @param dimension dimension of a vector, 1 to 16,000; bits, if it is made of bits
 * @param dataType what vectors are made of
 * @param space how near two vectors are
 * @param flat whether the mapping wants no graph
 * @param m neighbours a node of the graph keeps
 * @param efConstruction candidates looked at for a new node's neighbours
 * @param efSearch candidates a query looks at when it does not say; 0 to ask the index's setting
 * @param halfFloats what becomes of numbers that half floats cannot hold
 * @param searchable whether the index has {@code index.knn}; otherwise vectors are only kept
 */
public record VectorConfig(
    int dimension,
    DataType dataType,
    SpaceType space,
    boolean flat,
    int m,
    int efConstruction,
    int efSearch,
    HalfFloats halfFloats,
    boolean searchable) {

  /** Numbers in the array of a vector. */
  public int length() {
    return dataType.length(dimension);
  }

  /**
   * Whether vectors have codes and a graph. Others are compared with a query one by one, all of
   * them.
   */
  public boolean approximate() {
    return !flat && !dataType.bytes() && space.similarity() != null;
  }

  /**
   * Refuses a vector of another length.
   *
   * @throws IllegalArgumentException saying which was expected
   */
  void checkLength(float[] vector) {
    if (vector.length != length()) {
      throw new IllegalArgumentException(
          (dataType == DataType.BINARY
                  ? "The dimension of the binary vector must be 8 times the length of the provided"
                      + " vector."
                  : "Vector dimension mismatch.")
              + " Expected: "
              + dimension
              + ", Given: "
              + dataType.dimension(vector.length));
    }
  }
}
