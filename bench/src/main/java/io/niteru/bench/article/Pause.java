package io.niteru.bench.article;

import java.io.IOException;
import java.time.Duration;

/** Waits between two looks at the engine. */
final class Pause {
  private Pause() {}

  static void of(Duration duration) throws IOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
