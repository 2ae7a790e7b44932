package io.niteru.images.extract;

import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.UnreadablePictureException;
import io.niteru.images.model.FeatureModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that decode a picture and run the model on it, each with its own decoder and buffers. */
final class PictureWorkers implements AutoCloseable {
  private final Path pictures;
  private final int dimension;
  private final ExecutorService executor;
  private final List<Tools> all = new ArrayList<>();
  private final BlockingQueue<Tools> idle;

  private record Tools(PictureDecoder decoder, FeatureModel.Worker worker) {}

  /** A row, or why there is none. */
  record Outcome(float[] feature, Optional<String> problem) {}

  PictureWorkers(Path pictures, FeatureModel model, int threads, long maxPixels) {
    this.pictures = pictures;
    this.dimension = model.dimension();
    for (int i = 0; i < threads; i++) {
      all.add(new Tools(new PictureDecoder(maxPixels), model.newWorker()));
    }
    this.idle = new ArrayBlockingQueue<>(threads, false, all);
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("extract-", 0).daemon().factory());
  }

  Future<Outcome> submit(PictureWalk.Found picture) {
    return executor.submit(() -> extract(picture));
  }

  private Outcome extract(PictureWalk.Found picture) throws InterruptedException {
    if (picture.problem().isPresent()) {
      return new Outcome(null, picture.problem());
    }
    Tools tools = idle.take();
    try {
      float[] feature = new float[dimension];
      tools.worker.extract(tools.decoder.decode(pictures.resolve(picture.name())), feature);
      return new Outcome(feature, Optional.empty());
    } catch (UnreadablePictureException e) {
      return new Outcome(null, Optional.of(e.getMessage()));
    } finally {
      idle.add(tools);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    executor.close();
    for (Tools tools : all) {
      tools.worker.close();
      tools.decoder.close();
    }
  }
}
