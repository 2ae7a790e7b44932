package io.niteru.bench.data;

/** Kinds of vectors that can be generated. */
public enum Made {
  /** Features of clothing, real ones as far as they go; made up where there are none. */
  FEATURES,
  /** Gaussian clusters on the unit sphere. */
  SPHERE,
  /** The same, with queries from elsewhere than the vectors. */
  SPHERE_ELSEWHERE
}
