package io.niteru.bench;

import io.niteru.app.cli.Range;
import io.niteru.app.extract.ModelChoice;
import io.niteru.bench.extract.ExtractContest;
import io.niteru.bench.report.ExtractReport;
import io.niteru.images.decode.PictureFormat;
import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.OnnxFeatureModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code niteru bench extract}: extraction beside the model alone. */
@Command(
    name = "extract",
    description = {
      "Extracts the features of pictures, beside running the model alone as often on random"
          + " numbers. The two take turns. CPU times say more than rates where other programs run.",
      "",
      "Example: niteru bench extract ~/Pictures --model mobilenetv2"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class ExtractBench implements Callable<Integer> {
  @Parameters(paramLabel = "PICTURES", description = "Folder of pictures, walked recursively.")
  private Path pictures;

  @Mixin private ModelChoice model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pictures worked on at a time (${DEFAULT-VALUE}).")
  private int threads = 2;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Turns of each, after one to warm up (${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Range.check("--threads", threads, 1, Range.MOST_THREADS);
    DataOptions.positive("--rounds", rounds);
    List<Path> files = files();
    try (FeatureModel opened = model.open(spec.commandLine().getErr())) {
      if (!(opened instanceof OnnxFeatureModel onnx)) {
        throw new IllegalArgumentException(
            opened.source() + " is no neural network to compare with; give --model FILE.onnx");
      }
      ExtractContest contest = new ExtractContest(pictures, files, onnx, threads);
      List<ExtractContest.Turn> turns = new ArrayList<>();
      for (int round = 0; round <= rounds; round++) {
        ExtractContest.Turn turn = contest.turn();
        if (round > 0) {
          turns.add(turn);
        }
      }
      new ExtractReport(files.size(), threads, turns, contest.stages())
          .print(spec.commandLine().getOut());
    }
    return 0;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(pictures)) {
      List<Path> files =
          walk.filter(f -> PictureFormat.isPictureName(f.getFileName().toString()))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException("there are no pictures under " + pictures);
      }
      return files;
    }
  }
}
