package io.niteru.images.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.niteru.images.decode.Picture;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Resizer;
import io.niteru.images.tensor.TensorWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * One thread's buffers, which ONNX Runtime reads and writes in place. The steps of an extraction
 * can be taken one by one, to measure them.
 *
 * <p>Not thread-safe.
 */
public final class OnnxWorker implements FeatureModel.Worker {
  private final OrtSession session;
  private final Resizer resizer;
  private final TensorWriter tensors;
  private final FloatBuffer in;
  private final FloatBuffer out;
  private final OnnxTensor inTensor;
  private final OnnxTensor outTensor;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;

  OnnxWorker(
      OrtSession session,
      OnnxInput input,
      Fit fit,
      String output,
      long[] outputShape,
      TensorWriter tensors)
      throws OrtException {
    this.session = session;
    this.tensors = tensors;
    this.resizer = new Resizer(input.width(), input.height(), fit);
    this.in = direct(3 * input.width() * input.height());
    this.out = direct((int) Arrays.stream(outputShape).reduce(1, (a, b) -> a * b));
    OrtEnvironment environment = OnnxRuntime.environment();
    this.inTensor = OnnxTensor.createTensor(environment, in, input.shape());
    this.outTensor = OnnxTensor.createTensor(environment, out, outputShape);
    this.inputs = Map.of(input.name(), inTensor);
    this.outputs = Map.of(output, outTensor);
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(4 * floats).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void extract(Picture picture, float[] feature) {
    prepare(picture);
    run();
    out.get(0, feature);
    for (float f : feature) {
      if (!Float.isFinite(f)) {
        throw new IllegalStateException("the model gives numbers that are not finite");
      }
    }
  }

  /** Makes a picture the model's input. */
  public void prepare(Picture picture) {
    tensors.write(resizer.resize(picture), in);
  }

  /**
   * Runs the model on its input and nothing else.
   *
   * @throws IllegalStateException if the model cannot be run
   */
  public void run() {
    try (OrtSession.Result result = session.run(inputs, outputs)) {
      assert result.size() == 1;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    inTensor.close();
    outTensor.close();
  }
}
