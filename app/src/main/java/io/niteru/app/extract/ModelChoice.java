package io.niteru.app.extract;

import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.ModelCache;
import io.niteru.images.model.Models;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that choose a model, of every command that extracts. */
public final class ModelChoice {
  @Option(
      names = "--model",
      paramLabel = "NAME|FILE.onnx",
      description =
          "mobilenetv2 (downloaded once), colour-edge (built in; follows colour and texture, not"
              + " meaning), or a file with an image model. Default: mobilenetv2, or colour-edge if"
              + " that cannot be had.")
  private Optional<String> model = Optional.empty();

  @ArgGroup(
      validate = false,
      heading = "%nWhat FILE.onnx does not tell itself (kept beside the features):%n")
  private FileModelOptions options = new FileModelOptions();

  /**
   * Opens the model that was asked for, or the default one, or if that cannot be had the built-in
   * descriptor, which is then said loudly. The caller closes it.
   *
   * @param err where downloads and warnings are shown
   */
  public FeatureModel open(PrintWriter err) throws IOException {
    try (ModelDownload download = new ModelDownload(err)) {
      Models models = new Models(ModelCache.ofUser(), download);
      if (model.isPresent()) {
        return models.open(model.get(), options.toOptions());
      }
      Models.Opened opened = models.openDefault();
      opened.fallback().ifPresent(reason -> warn(err, reason));
      return opened.model();
    }
  }

  private static void warn(PrintWriter err, String reason) {
    err.println("niteru: WARNING: " + reason + ".");
    err.println(
        "niteru: WARNING: going on with the built-in colour-edge descriptor: look-alikes will"
            + " follow colour and texture, not meaning.");
    err.flush();
  }
}
