package io.niteru.core.simd;

/** Chosen once, when first asked for; a constant to the compiler from then on. */
final class KernelChoice {
  static final Kernels BEST = choose();

  private KernelChoice() {}

  private static Kernels choose() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return present ? new VectorKernels() : new ScalarKernels();
  }
}
