package io.niteru.bench.peers;

import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.niteru.features.FeatureFile;

/** The mapped rows as jVector wants them. Thread-safe: every vector is a copy. */
record JVectorRows(FeatureFile rows, int size) implements RandomAccessVectorValues {
  private static final VectorTypeSupport VECTORS =
      VectorizationProvider.getInstance().getVectorTypeSupport();

  static VectorFloat<?> vector(float[] values) {
    return VECTORS.createFloatVector(values);
  }

  @Override
  public int dimension() {
    return rows.dimension();
  }

  @Override
  public VectorFloat<?> getVector(int row) {
    return vector(rows.row(row));
  }

  @Override
  public boolean isValueShared() {
    return false;
  }

  @Override
  public RandomAccessVectorValues copy() {
    return this;
  }
}
