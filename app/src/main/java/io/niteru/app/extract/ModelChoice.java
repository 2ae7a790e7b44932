package io.niteru.app.extract;

import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.ModelCache;
import io.niteru.images.model.Models;
import io.niteru.images.model.OnnxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** Opens the model a user asks for, or the default one; shows a download and a fallback. */
public final class ModelChoice {
  private ModelChoice() {}

  /**
   * Opens a model; the caller closes it.
   *
   * @param asked the name or file that was asked for; the default model if empty, or the built-in
   *     descriptor if that cannot be had, which is then said loudly
   * @param options about a file
   * @param err where downloads and warnings are shown
   */
  public static FeatureModel open(Optional<String> asked, OnnxOptions options, PrintWriter err)
      throws IOException {
    try (ModelDownload download = new ModelDownload(err)) {
      Models models = new Models(ModelCache.ofUser(), download);
      if (asked.isPresent()) {
        return models.open(asked.get(), options);
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
