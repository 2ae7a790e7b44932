package io.niteru.images.model;

import io.niteru.features.FeatureInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens models: {@value ColourEdge#NAME}, a registered name, or a path that ends in {@code .onnx}.
 *
 * @param cache where the files of registered models are
 * @param listener hears of downloads
 */
public record Models(ModelCache cache, DownloadListener listener) {

  /**
   * An opened model.
   *
   * @param model to be closed by the caller
   * @param fallback why it is {@value ColourEdge#NAME} in place of the default model; empty if it
   *     is what was asked for. To be shown to the user.
   */
  public record Opened(FeatureModel model, Optional<String> fallback) {}

  /** The model used when none is asked for, or {@value ColourEdge#NAME} if it cannot be had. */
  public Opened openDefault() throws IOException {
    try {
      return new Opened(open(RegisteredModel.DEFAULT, OnnxOptions.NONE), Optional.empty());
    } catch (ModelUnavailableException e) {
      return new Opened(new ColourEdge(), Optional.of(e.getMessage()));
    }
  }

  /**
   * Opens what is asked for and nothing else.
   *
   * @param options about a file; a registered model needs none and takes none
   * @throws IllegalArgumentException if there is no such model, or something must be told about it
   * @throws ModelUnavailableException if a registered model cannot be had
   * @throws IOException if a file cannot be read
   */
  public FeatureModel open(String source, OnnxOptions options) throws IOException {
    Optional<RegisteredModel> registered = RegisteredModel.named(source);
    boolean isFile = source.endsWith(".onnx");
    if (!isFile && !options.equals(OnnxOptions.NONE)) {
      throw new IllegalArgumentException(
          "the model " + source + " needs no options about its input and output; leave them out");
    }
    if (registered.isPresent()) {
      return openRegistered(registered.get());
    } else if (source.equals(ColourEdge.NAME)) {
      return new ColourEdge();
    } else if (!isFile) {
      throw new IllegalArgumentException(
          "unknown model " + source + ": " + names() + ", or the path of a file.onnx");
    }
    Path file = Path.of(source).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          Files.exists(file) ? "not a file, so no model: " + file : "there is no model at " + file);
    }
    return OnnxFeatureModel.open(file, file.toString(), options);
  }

  /**
   * Opens the model that made the features of a folder.
   *
   * @throws IOException if the model is not there any more or has changed since
   */
  public FeatureModel open(FeatureInfo info) throws IOException {
    boolean file = info.source().endsWith(".onnx");
    FeatureModel model =
        open(info.source(), file ? OnnxOptions.parse(info.model()) : OnnxOptions.NONE);
    Map<String, String> now = model.description();
    if (!now.equals(info.model())) {
      model.close();
      throw new IOException(
          "the model "
              + info.source()
              + " is not the one that made the features: it is "
              + now
              + ", that was "
              + info.model());
    }
    return model;
  }

  private FeatureModel openRegistered(RegisteredModel registered) throws IOException {
    Path file = cache.fetch(registered, listener);
    FeatureModel model = OnnxFeatureModel.open(file, registered.name(), registered.options());
    if (model.dimension() != registered.dimension()) {
      model.close();
      throw new IOException(file + " gives " + model.dimension() + " dimensions");
    }
    return model;
  }

  private static String names() {
    return Stream.concat(
            RegisteredModel.all().stream().map(RegisteredModel::name), Stream.of(ColourEdge.NAME))
        .collect(Collectors.joining(", "));
  }
}
