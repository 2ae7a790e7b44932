package io.niteru.app.extract;

import io.niteru.app.cli.Range;
import io.niteru.images.model.OnnxOptions;
import io.niteru.images.tensor.ChannelOrder;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Layout;
import io.niteru.images.tensor.Normalisation;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What an ONNX file may not tell. */
final class FileModelOptions {
  @Option(
      names = "--input-size",
      paramLabel = "PIXELS",
      description = "Width and height of the model's input, if any size is taken.")
  private Optional<Integer> size = Optional.empty();

  @Option(names = "--layout", description = "Order of the input's axes: ${COMPLETION-CANDIDATES}.")
  private Optional<Layout> layout = Optional.empty();

  @Option(
      names = "--colour-order",
      description = "Order of the channels: ${COMPLETION-CANDIDATES}. Default: RGB.")
  private Optional<ChannelOrder> order = Optional.empty();

  @Option(
      names = "--fit",
      description =
          "How a picture gets the input's proportions: CROP leaves out what sticks out left and"
              + " right or above and below of the middle, STRETCH squeezes the whole picture."
              + " Default: CROP, as most models are trained.")
  private Optional<Fit> fit = Optional.empty();

  @Option(
      names = "--normalise",
      paramLabel = "HOW",
      description = {
        "What is done to the pixels: tf (to -1..1), torch (ImageNet's mean and deviation), unit (to"
            + " 0..1), none (0..255), or R,G,B/R,G,B: means and deviations of a scale of 0..1."
            + " Default: torch, as most ONNX models come from PyTorch."
      })
  private Optional<String> normalise = Optional.empty();

  @Option(
      names = "--feature-tensor",
      paramLabel = "NAME",
      description =
          "The tensor that is the feature: an output or any tensor inside the graph. Default: the"
              + " only output.")
  private Optional<String> feature = Optional.empty();

  OnnxOptions toOptions() {
    size.ifPresent(pixels -> Range.check("--input-size", pixels, 1, 4_096));
    return new OnnxOptions(size, layout, order, fit, normalise.map(Normalisation::parse), feature);
  }
}
