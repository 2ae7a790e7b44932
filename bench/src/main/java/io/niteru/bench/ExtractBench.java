package io.niteru.bench;

import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.Pixels;
import io.niteru.images.extract.Extraction;
import io.niteru.images.extract.ExtractionListener;
import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.OnnxFeatureModel;
import io.niteru.images.model.OnnxOptions;
import io.niteru.images.tensor.Normalisation;
import io.niteru.images.tensor.Resizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How near extraction comes to what the model alone does: pictures from the disk to {@code
 * fvecs.bin}, against the same number of random pictures of the model's own size, on the same
 * threads. The two take turns; medians are printed, and what decoding and resizing take by
 * themselves.
 */
@Command(name = "extract-bench", mixinStandardHelpOptions = true)
public final class ExtractBench implements Callable<Integer> {
  @Parameters(index = "0", description = "Folder of pictures.")
  private Path pictures;

  @Parameters(index = "1", description = "An ONNX model.")
  private Path model;

  @Option(names = "--threads", description = "Default: ${DEFAULT-VALUE}.")
  private int threads = 2;

  @Option(names = "--rounds", description = "Turns of each. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(names = "--side", description = "The model's input in pixels. Default: ${DEFAULT-VALUE}.")
  private int side = 224;

  /** Runs the comparison. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ExtractBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(pictures)) {
      files = walk.filter(f -> f.toString().endsWith(".jpg")).sorted().toList();
    }
    OnnxOptions options =
        new OnnxOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Normalisation.TF),
            Optional.empty());
    try (FeatureModel opened = OnnxFeatureModel.open(model, "bench", options)) {
      List<Double> bare = new ArrayList<>();
      List<Double> whole = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        double alone = rate(files.size(), bareModel(opened, files.size()));
        double all = rate(files.size(), extraction(opened));
        double decoding = rate(files.size(), decoding(files));
        System.out.printf(
            "%s bare %.1f/s, extraction %.1f/s (%.1f %%), decoding and resizing alone %.1f/s%n",
            round == 0 ? "warm-up" : "round " + round, alone, all, 100 * all / alone, decoding);
        if (round > 0) {
          bare.add(alone);
          whole.add(all);
          ratios.add(all / alone);
        }
      }
      System.out.printf(
          "medians, %d threads: bare %.1f/s, extraction %.1f/s, ratio %.1f %%%n",
          threads, median(bare), median(whole), 100 * median(ratios));
    }
    return 0;
  }

  private double bareModel(FeatureModel opened, int count) throws Exception {
    Pixels noise = new Pixels(side, side, new byte[3 * side * side], Pixels.Order.RGB);
    new Random(1).nextBytes(noise.data());
    return onThreads(
        count,
        () -> {
          FeatureModel.Worker worker = opened.newWorker();
          float[] feature = new float[opened.dimension()];
          return i -> worker.extract(noise, feature);
        });
  }

  private double decoding(List<Path> files) throws Exception {
    return onThreads(
        files.size(),
        () -> {
          PictureDecoder decoder = new PictureDecoder(PictureDecoder.DEFAULT_MAX_PIXELS);
          Resizer resizer = new Resizer(side, side);
          return i -> {
            try {
              resizer.resize(decoder.decode(files.get(i)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
        });
  }

  private interface Step {
    void take(int i);
  }

  private double onThreads(int count, Callable<Step> newStep) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Thread> started = new ArrayList<>();
    long begin = System.nanoTime();
    for (int t = 0; t < threads; t++) {
      Step step = newStep.call();
      started.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                      step.take(i);
                    }
                  }));
    }
    for (Thread thread : started) {
      thread.join();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private double extraction(FeatureModel opened) throws IOException {
    Path out = Files.createTempDirectory("extract-bench");
    long begin = System.nanoTime();
    new Extraction(pictures, out, threads, PictureDecoder.DEFAULT_MAX_PIXELS)
        .run(opened, ExtractionListener.SILENT);
    double seconds = (System.nanoTime() - begin) / 1e9;
    try (Stream<Path> written = Files.walk(out)) {
      for (Path path : written.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    return seconds;
  }

  private static double rate(int count, double seconds) {
    return count / seconds;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
