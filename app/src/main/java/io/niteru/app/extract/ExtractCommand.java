package io.niteru.app.extract;

import io.niteru.app.cli.Range;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.extract.Extraction;
import io.niteru.images.model.FeatureModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code niteru extract}: from a folder of pictures to {@code fvecs.bin} and {@code fnames.txt}.
 */
@Command(
    name = "extract",
    description = {
      "Writes the features of all pictures under a folder.",
      "",
      "DIR gets fvecs.bin (float32, row after row), fnames.txt (the pictures' paths, in the same"
          + " order), features.properties (the model) and skipped.tsv (pictures that cannot be"
          + " read, and why). Run it again after an interruption, or when pictures were added, and"
          + " it goes on where it ended."
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  niteru extract ~/Pictures --out features",
      "  niteru extract ~/Pictures --out features --model colour-edge --threads 4",
      "  niteru extract ~/Pictures --out features --model resnet50.onnx --feature-tensor pooled"
    })
public final class ExtractCommand implements Callable<Integer> {
  /** A picture of more has no place in an array of its pixels. */
  private static final long MOST_MEGAPIXELS = Integer.MAX_VALUE / 4 / 1_000_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PICTURES", description = "Folder of pictures, walked recursively.")
  private Path pictures;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder for the features; made if need be.")
  private Path out;

  @Mixin private ModelChoice model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Pictures worked on at a time. Default: the number of cores.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      description = "Larger pictures are skipped. Default: ${DEFAULT-VALUE}.")
  private long maxMegapixels = PictureDecoder.DEFAULT_MAX_PIXELS / 1_000_000;

  @Override
  public Integer call() throws IOException {
    Range.check("--threads", threads, 1, Range.MOST_THREADS);
    Range.check("--max-megapixels", maxMegapixels, 1, MOST_MEGAPIXELS);
    PrintWriter err = spec.commandLine().getErr();
    Extraction extraction = new Extraction(pictures, out, threads, maxMegapixels * 1_000_000L);
    Extraction.Summary summary;
    try (FeatureModel opened = model.open(err);
        ExtractionProgress progress = new ExtractionProgress(err)) {
      summary = extraction.run(opened, progress);
    }
    PrintWriter done = spec.commandLine().getOut();
    done.println(summary(summary));
    done.flush();
    return 0;
  }

  private String summary(Extraction.Summary summary) {
    String rows =
        String.format(
            Locale.ROOT, "%,d features in %s (%,d new)", summary.rows(), out, summary.added());
    return summary.skipped() == 0
        ? rows
        : String.format(
            Locale.ROOT,
            "%s; %,d pictures skipped, see %s",
            rows,
            summary.skipped(),
            out.resolve(Extraction.SKIPPED));
  }
}
