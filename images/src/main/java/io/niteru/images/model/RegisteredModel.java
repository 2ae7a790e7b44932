package io.niteru.images.model;

import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Layout;
import io.niteru.images.tensor.Normalisation;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be had by its name.
 *
 * @param name to ask for it by
 * @param file name of its file in a folder of models
 * @param urls where it is published, the first one preferred
 * @param bytes size of the file
 * @param sha256 checksum of the file, in lower-case hexadecimal digits
 * @param licence SPDX name of its licence
 * @param dimension floats in a feature
 * @param options what the file does not tell
 */
public record RegisteredModel(
    String name,
    String file,
    List<URI> urls,
    long bytes,
    String sha256,
    String licence,
    int dimension,
    OnnxOptions options) {

  /** What is used when nothing is asked for. */
  public static final String DEFAULT = "mobilenetv2";

  private static final List<RegisteredModel> ALL =
      List.of(
          new RegisteredModel(
              DEFAULT,
              "mobilenetv2-12.onnx",
              List.of(
                  URI.create(
                      "https://github.com/onnx/models/raw/main/validated/vision/classification/mobilenet/model/mobilenetv2-12.onnx"),
                  URI.create(
                      "https://huggingface.co/onnxmodelzoo/mobilenetv2-12/resolve/main/mobilenetv2-12.onnx")),
              13_964_571,
              "c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5",
              "Apache-2.0",
              1280,
              new OnnxOptions(
                  Optional.of(224),
                  Optional.of(Layout.NCHW),
                  Optional.empty(),
                  Optional.of(Fit.CROP),
                  Optional.of(Normalisation.TORCH),
                  // The file's only output is the logits; this is what they are made from.
                  Optional.of("464"))));

  /** All models. */
  public static List<RegisteredModel> all() {
    return ALL;
  }

  /** The model of this name. */
  public static Optional<RegisteredModel> named(String name) {
    return ALL.stream().filter(model -> model.name.equals(name)).findFirst();
  }
}
