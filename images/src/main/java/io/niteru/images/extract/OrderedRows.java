package io.niteru.images.extract;

import io.niteru.features.FeatureStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Writes what pictures gave in the order of the walk. Whoever brings the next one writes it, and
 * those that came early after it, so that no thread has to be woken for a picture; who is too far
 * ahead waits.
 *
 * <p>Thread-safe.
 */
final class OrderedRows {
  private final List<PictureWalk.Found> pictures;
  private final FeatureStore store;
  private final SkippedFile skipped;
  private final ExtractionListener listener;
  private final Outcome[] early;
  private int next;
  private boolean stopped;

  /** A row, or why there is none. */
  record Outcome(float[] feature, Optional<String> problem) {}

  /** Rows for these pictures, of which at most {@code ahead} are kept in memory. */
  OrderedRows(
      List<PictureWalk.Found> pictures,
      FeatureStore store,
      SkippedFile skipped,
      ExtractionListener listener,
      int ahead) {
    this.pictures = pictures;
    this.store = store;
    this.skipped = skipped;
    this.listener = listener;
    this.early = new Outcome[ahead];
  }

  /**
   * Takes what picture {@code i} gave.
   *
   * @return false if no more is wanted
   */
  synchronized boolean put(int i, Outcome outcome) throws IOException, InterruptedException {
    while (i - next >= early.length && !stopped) {
      wait();
    }
    if (stopped) {
      return false;
    }
    early[i % early.length] = outcome;
    if (i == next) {
      for (int slot = next % early.length; early[slot] != null; slot = next % early.length) {
        write(pictures.get(next).name(), early[slot]);
        early[slot] = null;
        next++;
      }
      notifyAll();
    }
    return true;
  }

  private void write(String name, Outcome outcome) throws IOException {
    if (outcome.problem().isPresent()) {
      skipped.append(name, outcome.problem().get());
      listener.skipped(name, outcome.problem().get());
    } else {
      store.append(name, outcome.feature());
    }
    listener.done();
  }

  /** Nothing is written any more, and nobody waits. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
