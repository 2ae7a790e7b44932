package io.niteru.core.codec;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.lucene.util.IORunnable;

/** Something that is expected to wait, on another thread. */
final class Waiting {
  private Waiting() {}

  /** Begins it; a failure becomes that of the future. */
  static CompletableFuture<Void> begin(IORunnable task) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }
}
