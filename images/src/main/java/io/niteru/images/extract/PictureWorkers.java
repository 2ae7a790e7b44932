package io.niteru.images.extract;

import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.UnreadablePictureException;
import io.niteru.images.model.FeatureModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that take a picture each, decode it, run the model on it and write the row, all by
 * themselves.
 *
 * @param folder of the pictures
 * @param model what is run
 * @param maxPixels pictures with more pixels are skipped
 */
record PictureWorkers(Path folder, FeatureModel model, long maxPixels) {

  /**
   * Works until all pictures are done.
   *
   * @throws IOException if the rows cannot be written, or the calling thread is interrupted
   */
  void run(int threads, List<PictureWalk.Found> pictures, OrderedRows rows) throws IOException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> work =
        () -> {
          try {
            work(next, pictures, rows);
          } catch (Throwable e) {
            rows.stop();
            throw e;
          }
          return null;
        };
    try (ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("extract-", 0).daemon().factory())) {
      List<Future<Void>> started = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        started.add(executor.submit(work));
      }
      try {
        for (Future<Void> end : started) {
          end.get();
        }
      } catch (InterruptedException e) {
        // Before the executor interrupts its threads, to which pictures become unreadable by that.
        rows.stop();
        Thread.currentThread().interrupt();
        throw new IOException("the extraction was interrupted; run it again to go on", e);
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw new IOException(e.getCause());
      }
    }
  }

  private void work(AtomicInteger next, List<PictureWalk.Found> pictures, OrderedRows rows)
      throws IOException, InterruptedException {
    try (PictureDecoder decoder = new PictureDecoder(maxPixels);
        FeatureModel.Worker worker = model.newWorker()) {
      int i = next.getAndIncrement();
      while (i < pictures.size() && rows.put(i, extract(pictures.get(i), decoder, worker))) {
        i = next.getAndIncrement();
      }
    }
  }

  private OrderedRows.Outcome extract(
      PictureWalk.Found picture, PictureDecoder decoder, FeatureModel.Worker worker) {
    if (picture.problem().isPresent()) {
      return new OrderedRows.Outcome(null, picture.problem());
    }
    try {
      float[] feature = new float[model.dimension()];
      worker.extract(decoder.decode(folder.resolve(picture.name())), feature);
      return new OrderedRows.Outcome(feature, Optional.empty());
    } catch (UnreadablePictureException e) {
      return new OrderedRows.Outcome(null, Optional.of(e.getMessage()));
    }
  }
}
