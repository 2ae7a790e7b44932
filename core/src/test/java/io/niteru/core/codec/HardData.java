package io.niteru.core.codec;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Vectors that codes find hard to tell apart, each kind in its own way. */
enum HardData {
  UNIFORM {
    @Override
    float value(SplittableRandom random, int row, int i) {
      return (float) random.nextDouble();
    }
  },
  GAUSSIAN {
    @Override
    float value(SplittableRandom random, int row, int i) {
      return (float) random.nextGaussian();
    }
  },
  /** One value in ten is not zero. */
  SPARSE {
    @Override
    float value(SplittableRandom random, int row, int i) {
      return i == row % 3 || random.nextInt(10) == 0 ? (float) random.nextDouble() : 0;
    }
  },
  /** One value is a hundred times as large as the others. */
  SPIKED {
    @Override
    float value(SplittableRandom random, int row, int i) {
      return (i == 0 ? 100 : 1) * (float) random.nextGaussian();
    }
  },
  CLUSTERED {
    @Override
    float[][] vectors(int count, int dimension, long seed) {
      return TestIndex.clustered(count, dimension, Math.max(2, count / 100), 1, seed);
    }
  },
  /** A few heaps of hardly different vectors. */
  HEAPS {
    @Override
    float[][] vectors(int count, int dimension, long seed) {
      return TestIndex.clustered(count, dimension, 3, 1e-3, seed);
    }
  },
  /** Of which the longest is a million times as long as the shortest. */
  NORMS {
    @Override
    float[][] vectors(int count, int dimension, long seed) {
      float[][] vectors = GAUSSIAN.vectors(count, dimension, seed);
      for (int row = 0; row < count; row++) {
        float scale = (float) Math.pow(10, row % 7 - 3);
        for (int i = 0; i < dimension; i++) {
          vectors[row][i] *= scale;
        }
      }
      return vectors;
    }
  };

  /** One value of a vector. */
  float value(SplittableRandom random, int row, int i) {
    throw new UnsupportedOperationException(this + " makes whole vectors");
  }

  /** Vectors of this kind, the same for the same seed; none is zero. */
  float[][] vectors(int count, int dimension, long seed) {
    var random = new SplittableRandom(seed);
    float[][] vectors = new float[count][dimension];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < dimension; i++) {
        vectors[row][i] = value(random, row, i);
      }
    }
    return vectors;
  }

  /** Targets: some like the vectors, some from elsewhere, one of the vectors and one far away. */
  static float[][] targets(float[][] vectors, float[][] alike) {
    float[][] elsewhere = GAUSSIAN.vectors(alike.length / 2, vectors[0].length, 77);
    float[][] targets = Arrays.copyOf(alike, alike.length + elsewhere.length + 2);
    System.arraycopy(elsewhere, 0, targets, alike.length, elsewhere.length);
    targets[targets.length - 2] = vectors[vectors.length / 2].clone();
    float[] far = alike[0].clone();
    for (int i = 0; i < far.length; i++) {
      far[i] *= 40;
    }
    targets[targets.length - 1] = far;
    return targets;
  }
}
