package io.niteru.images.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.niteru.images.model.UnderspecifiedModelException.Missing;
import io.niteru.images.tensor.Layout;
import java.util.Arrays;
import java.util.Map;

/**
 * The picture a model takes.
 *
 * @param name of the input
 * @param layout of its axes
 * @param width in pixels
 * @param height in pixels
 */
record OnnxInput(String name, Layout layout, int width, int height) {

  /**
   * What the file tells, completed by the options.
   *
   * @throws IllegalArgumentException if the model does not take one picture, if something is not
   *     told, or if file and options disagree
   */
  static OnnxInput of(Map<String, NodeInfo> inputs, OnnxOptions options) {
    if (inputs.size() != 1) {
      throw new IllegalArgumentException(
          "the model takes " + inputs.keySet() + "; only models with one input, a picture, do");
    }
    NodeInfo node = inputs.values().iterator().next();
    String name = node.getName();
    if (!(node.getInfo() instanceof TensorInfo info)
        || info.type != OnnxJavaType.FLOAT
        || info.getShape().length != 4) {
      throw new IllegalArgumentException(
          "the model's input " + name + " is no picture of floats with four axes");
    }
    long[] shape = info.getShape();
    if (shape[0] > 1) {
      throw new IllegalArgumentException("the model takes only batches of " + shape[0]);
    }
    Layout layout = layout(name, shape, options);
    int axis = layout == Layout.NCHW ? 2 : 1;
    return new OnnxInput(
        name, layout, size(shape[axis + 1], shape, options), size(shape[axis], shape, options));
  }

  private static Layout layout(String name, long[] shape, OnnxOptions options) {
    boolean first = shape[1] == 3;
    boolean last = shape[3] == 3;
    if (first != last) {
      Layout told = first ? Layout.NCHW : Layout.NHWC;
      if (options.layout().isPresent() && options.layout().get() != told) {
        throw new IllegalArgumentException(
            "the model's input " + name + " is " + Arrays.toString(shape) + ", that is " + told);
      }
      return told;
    }
    if ((shape[1] > 0 && shape[3] > 0) && !first) {
      throw new IllegalArgumentException(
          "the model's input " + name + " is " + Arrays.toString(shape) + ": no three channels");
    }
    return options
        .layout()
        .orElseThrow(() ->
            new UnderspecifiedModelException(
                Missing.LAYOUT,
                "the model does not tell the layout of its input " + Arrays.toString(shape)));
  }

  private static int size(long told, long[] shape, OnnxOptions options) {
    if (told > 0) {
      if (options.size().isPresent() && options.size().get() != told) {
        throw new IllegalArgumentException(
            "the model's input is "
                + Arrays.toString(shape)
                + ", not of size "
                + options.size().get());
      }
      return Math.toIntExact(told);
    }
    return options
        .size()
        .orElseThrow(() ->
            new UnderspecifiedModelException(Missing.SIZE, "the model takes pictures of any size"));
  }

  /** The shape of a batch of one. */
  long[] shape() {
    return layout == Layout.NCHW
        ? new long[] {1, 3, height, width}
        : new long[] {1, height, width, 3};
  }
}
