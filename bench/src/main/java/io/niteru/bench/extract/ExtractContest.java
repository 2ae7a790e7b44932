package io.niteru.bench.extract;

import io.niteru.bench.process.Cost;
import io.niteru.images.decode.Picture;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.Pixels;
import io.niteru.images.decode.UnreadablePictureException;
import io.niteru.images.extract.Extraction;
import io.niteru.images.extract.ExtractionListener;
import io.niteru.images.model.OnnxFeatureModel;
import io.niteru.images.model.OnnxWorker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.util.IOUtils;

/**
 * Extraction and the bare model on the same threads, in turns.
 *
 * @param pictures the folder
 * @param files the pictures in it
 * @param model what is run
 * @param threads how many pictures are worked on at a time
 */
public record ExtractContest(Path pictures, List<Path> files, OnnxFeatureModel model, int threads) {

  /** One round: what each of the two took for all pictures. */
  public record Turn(Cost bare, Cost extraction) {}

  /** CPU seconds of the steps, for all pictures. */
  public record Stages(double decoding, double preparing, double running) {}

  private interface Step {
    void take(Path file);
  }

  /** Runs the model alone, then extracts. */
  public Turn turn() throws IOException {
    Cost bare = Cost.of(() -> onThreads(this::bareModel));
    Path out = Files.createTempDirectory("niteru-bench");
    try {
      Extraction plan = new Extraction(pictures, out, threads, PictureDecoder.DEFAULT_MAX_PIXELS);
      return new Turn(bare, Cost.of(() -> plan.run(model, ExtractionListener.SILENT)));
    } finally {
      IOUtils.rm(out);
    }
  }

  /** Measures the steps one by one. */
  public Stages stages() throws IOException {
    AtomicLong[] nanos = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
    onThreads(worker -> steps(worker, nanos));
    return new Stages(nanos[0].get() / 1e9, nanos[1].get() / 1e9, nanos[2].get() / 1e9);
  }

  private Step bareModel(OnnxWorker worker) {
    worker.prepare(Pixels.of(256, 256, new Random(1).ints(256 * 256).toArray()));
    return file -> worker.run();
  }

  private static Step steps(OnnxWorker worker, AtomicLong[] nanos) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    PictureDecoder decoder = new PictureDecoder(PictureDecoder.DEFAULT_MAX_PIXELS);
    return file -> {
      try {
        long begin = clock.getCurrentThreadCpuTime();
        Picture picture = decoder.decode(file);
        long decoded = clock.getCurrentThreadCpuTime();
        worker.prepare(picture);
        long prepared = clock.getCurrentThreadCpuTime();
        worker.run();
        nanos[0].addAndGet(decoded - begin);
        nanos[1].addAndGet(prepared - decoded);
        nanos[2].addAndGet(clock.getCurrentThreadCpuTime() - prepared);
      } catch (UnreadablePictureException e) {
        // Extraction skips it too.
      }
    };
  }

  private interface NewStep {
    Step of(OnnxWorker worker);
  }

  private void onThreads(NewStep newStep) {
    AtomicInteger next = new AtomicInteger();
    List<Thread> started = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      started.add(
          Thread.ofPlatform()
              .start(() -> {
                try (OnnxWorker worker = model.newWorker()) {
                  Step step = newStep.of(worker);
                  for (int i = next.getAndIncrement();
                      i < files.size();
                      i = next.getAndIncrement()) {
                    step.take(files.get(i));
                  }
                }
              }));
    }
    for (Thread thread : started) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
