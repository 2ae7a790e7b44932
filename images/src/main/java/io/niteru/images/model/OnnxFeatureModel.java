package io.niteru.images.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.niteru.images.model.UnderspecifiedModelException.Missing;
import io.niteru.images.tensor.ChannelOrder;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Normalisation;
import io.niteru.images.tensor.TensorWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A model that ONNX Runtime runs. One session serves all workers, each picture on one thread: with
 * as many workers as cores that is faster than several threads on one picture.
 *
 * <p>Thread-safe.
 */
public final class OnnxFeatureModel implements FeatureModel {
  private final String source;
  private final SortedMap<String, String> description;
  private final OrtEnvironment environment = OnnxRuntime.environment();
  private final OrtSession session;
  private final OnnxInput input;
  private final String output;
  private final long[] outputShape;
  private final int dimension;
  private final Fit fit;
  private final ChannelOrder order;
  private final Normalisation normalisation;

  private OnnxFeatureModel(String source, OrtSession session, String output, OnnxOptions options)
      throws OrtException {
    this.source = source;
    this.session = session;
    this.output = output;
    this.input = OnnxInput.of(session.getInputInfo(), options);
    this.outputShape = outputShape();
    this.dimension = dimension(output, outputShape);
    this.normalisation = options.normalisation().orElse(Normalisation.TORCH);
    this.fit = options.fit().orElse(Fit.CROP);
    this.order = options.order().orElse(ChannelOrder.RGB);
    this.description =
        new OnnxOptions(
                input.width() == input.height() ? Optional.of(input.width()) : Optional.empty(),
                Optional.of(input.layout()),
                Optional.of(order),
                Optional.of(fit),
                Optional.of(normalisation),
                Optional.of(output))
            .describe();
  }

  /**
   * Loads a model.
   *
   * @param source what {@link #source()} shall say
   * @throws IllegalArgumentException if the model is not one of pictures, or something must be told
   *     about it
   * @throws IOException if the file cannot be read or ONNX Runtime refuses it
   */
  public static OnnxFeatureModel open(Path file, String source, OnnxOptions options)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    OnnxGraph graph = new OnnxGraph(bytes, file.toString());
    String output = options.featureTensor().orElseGet(() -> only(graph.outputs(), file));
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setIntraOpNumThreads(1);
      settings.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(graph.withOutput(output), settings);
      try {
        OnnxFeatureModel model = new OnnxFeatureModel(source, session, output, options);
        model.description.put("sha256", Checksum.of(bytes));
        return model;
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime cannot load " + file + ": " + e.getMessage(), e);
    }
  }

  private static String only(List<String> outputs, Path file) {
    if (outputs.size() != 1) {
      throw new UnderspecifiedModelException(
          Missing.FEATURE_TENSOR, file + " has several outputs, " + outputs);
    }
    return outputs.getFirst();
  }

  /** One run on a grey picture tells what a dynamic graph does not. */
  private long[] outputShape() throws OrtException {
    NodeInfo node = session.getOutputInfo().get(output);
    if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
      throw new IllegalArgumentException("the tensor " + output + " is not of floats");
    }
    ByteBuffer zeros = direct(3 * input.width() * input.height());
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, zeros.asFloatBuffer(), input.shape());
        OrtSession.Result result = session.run(Map.of(input.name(), tensor))) {
      return ((TensorInfo) result.get(output).orElseThrow().getInfo()).getShape();
    }
  }

  private static int dimension(String output, long[] shape) {
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    long longest = Arrays.stream(shape).max().orElse(1);
    if (size != longest || size < 2) {
      throw new UnderspecifiedModelException(
          Missing.FEATURE_TENSOR,
          "the tensor " + output + " is " + Arrays.toString(shape) + ", not one vector");
    }
    return Math.toIntExact(size);
  }

  private static ByteBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder());
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public SortedMap<String, String> description() {
    return Collections.unmodifiableSortedMap(description);
  }

  @Override
  public OnnxWorker newWorker() {
    try {
      TensorWriter tensors = new TensorWriter(input.layout(), order, normalisation);
      return new OnnxWorker(session, input, fit, output, outputShape, tensors);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }
}
