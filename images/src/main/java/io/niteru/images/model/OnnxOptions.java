package io.niteru.images.model;

import io.niteru.images.tensor.ChannelOrder;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Layout;
import io.niteru.images.tensor.Normalisation;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ONNX file may not tell about its input and output. Everything is optional; what the file
 * tells wins over the defaults, and contradicting it is an error.
 *
 * @param size width and height of the input in pixels
 * @param layout order of the axes
 * @param order order of the channels; RGB by default
 * @param fit which part of a picture is looked at; {@link Fit#CROP} by default
 * @param normalisation what is done to the bytes; {@link Normalisation#TORCH} by default, as most
 *     published ONNX models come from PyTorch
 * @param featureTensor the output, or a tensor inside the graph, that is the feature
 */
public record OnnxOptions(
    Optional<Integer> size,
    Optional<Layout> layout,
    Optional<ChannelOrder> order,
    Optional<Fit> fit,
    Optional<Normalisation> normalisation,
    Optional<String> featureTensor) {

  /** Nothing told: the file and the defaults decide. */
  public static final OnnxOptions NONE =
      new OnnxOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Options after a check of the size. */
  public OnnxOptions {
    if (size.isPresent() && (size.get() < 1 || size.get() > 8192)) {
      throw new IllegalArgumentException("input size must be 1 to 8192, not " + size.get());
    }
  }

  /** The options that {@link #describe} wrote. */
  static OnnxOptions parse(Map<String, String> text) {
    return new OnnxOptions(
        Optional.ofNullable(text.get("input")).map(Integer::valueOf),
        Optional.ofNullable(text.get("layout")).map(Layout::valueOf),
        Optional.ofNullable(text.get("order")).map(ChannelOrder::valueOf),
        Optional.ofNullable(text.get("fit")).map(Fit::valueOf),
        Optional.ofNullable(text.get("normalise")).map(Normalisation::parse),
        Optional.ofNullable(text.get("feature")));
  }

  /** As text, by the names of the command line's options. */
  SortedMap<String, String> describe() {
    SortedMap<String, String> text = new TreeMap<>();
    size.ifPresent(v -> text.put("input", v.toString()));
    layout.ifPresent(v -> text.put("layout", v.toString()));
    order.ifPresent(v -> text.put("order", v.toString()));
    fit.ifPresent(v -> text.put("fit", v.toString()));
    normalisation.ifPresent(v -> text.put("normalise", v.toString()));
    featureTensor.ifPresent(v -> text.put("feature", v));
    return text;
  }
}
