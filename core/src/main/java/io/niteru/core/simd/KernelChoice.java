package io.niteru.core.simd;

/** Chosen once, when first asked for; a constant to the compiler from then on. */
final class KernelChoice {
  private static final boolean VECTORS = VectorApi.isUsable();

  static final Kernels BEST = VECTORS ? new VectorKernels() : new ScalarKernels();
  static final Norms NORMS = VECTORS ? new VectorNorms() : new ScalarNorms();
  static final RowKernels ROWS = VECTORS ? new VectorRowKernels() : new ScalarRowKernels();

  private KernelChoice() {}
}
