package io.niteru.images.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.UnknownFieldSet;
import io.niteru.images.Fixtures;
import io.niteru.images.decode.Picture;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.decode.Pixels;
import io.niteru.images.model.UnderspecifiedModelException.Missing;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Layout;
import io.niteru.images.tensor.Normalisation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFeatureModelTest {
  private static final int DIMENSION = 1280;

  @TempDir private Path temp;

  @Test
  void theGoldenPicturesGiveTheGoldenFeatures() throws IOException {
    FloatBuffer golden =
        ByteBuffer.wrap(Files.readAllBytes(Fixtures.shared("models/golden/golden_12x1280.f32")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    double sum = 0;
    try (FeatureModel model = mobilenet();
        FeatureModel.Worker worker = model.newWorker();
        PictureDecoder decoder = new PictureDecoder(1_000_000)) {
      for (int i = 0; i < 12; i++) {
        Path png = Fixtures.shared("models/golden/g%02d.png".formatted(i));
        float[] feature = new float[DIMENSION];
        worker.extract(decoder.decode(png), feature);
        float[] expected = new float[DIMENSION];
        golden.get(i * DIMENSION, expected);
        sum += Fixtures.cosine(feature, expected);
      }
    }
    System.out.printf("mean cosine to the golden features: %.6f%n", sum / 12);
    assertThat(sum / 12).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void aTensorInsideTheGraphCanBeTheFeature() throws IOException {
    try (FeatureModel features = open(tf(Optional.empty()));
        FeatureModel exposed = open(tf(Optional.of("pooled")))) {
      assertThat(exposed.dimension()).isEqualTo(48);
      assertThat(exposed.description()).containsEntry("feature", "pooled");
      assertThat(extract(exposed)).containsExactly(extract(features));
    }
  }

  /** The two development models are the same up to the features. */
  @Test
  void aTensorInsideALargeGraphCanBeTheFeature() throws IOException {
    Path file = Fixtures.shared("models/mobilenet_v2_1.0_224_features_logits_f32.onnx");
    OnnxGraph graph = new OnnxGraph(Files.readAllBytes(file), "the model");
    assertThat(graph.outputs()).containsExactly("features", "logits");
    String inner = innerTensor(file);
    try (FeatureModel features = mobilenet();
        FeatureModel exposed =
            OnnxFeatureModel.open(file, file.toString(), tf(Optional.of(inner)))) {
      assertThat(exposed.dimension()).isEqualTo(DIMENSION);
      assertThat(exposed.description()).containsEntry("feature", inner);
      assertThat(extract(exposed)).containsExactly(extract(features), within(1e-4f));
    }
  }

  /** What the node that makes the output {@code features} reads: the pooled map [N,1280,1,1]. */
  private static String innerTensor(Path file) throws IOException {
    var model = UnknownFieldSet.parseFrom(Files.readAllBytes(file));
    var graph = UnknownFieldSet.parseFrom(model.getField(7).getLengthDelimitedList().getFirst());
    for (var bytes : graph.getField(1).getLengthDelimitedList()) {
      var node = UnknownFieldSet.parseFrom(bytes);
      if (node.getField(2).getLengthDelimitedList().getFirst().toStringUtf8().equals("features")) {
        return node.getField(1).getLengthDelimitedList().getFirst().toStringUtf8();
      }
    }
    throw new AssertionError("no node makes features");
  }

  @Test
  void theMiddleOfAPictureIsLookedAtUnlessToldOtherwise() throws IOException {
    Pixels wide = Fixtures.noise(300, 200);
    int[] pixels = Fixtures.rgb(wide);
    int[] cut = new int[200 * 200];
    for (int y = 0; y < 200; y++) {
      System.arraycopy(pixels, 300 * y + 50, cut, 200 * y, 200);
    }
    Pixels middle = Pixels.of(200, 200, cut);
    try (FeatureModel crop = open(fit(Optional.empty()));
        FeatureModel stretch = open(fit(Optional.of(Fit.STRETCH)))) {
      assertThat(crop.description()).containsEntry("fit", "CROP");
      assertThat(stretch.description()).containsEntry("fit", "STRETCH");
      float[] ofMiddle = extract(crop, middle);
      assertThat(extract(crop, wide)).isEqualTo(ofMiddle);
      assertThat(extract(stretch, wide)).isNotEqualTo(ofMiddle);
      assertThat(extract(stretch, middle)).isEqualTo(ofMiddle);
    }
  }

  @Test
  void severalOutputsNeedAChoice() throws IOException {
    Path file = network("tiny-logits.onnx");
    assertThatThrownBy(() -> OnnxFeatureModel.open(file, "m", OnnxOptions.NONE))
        .isInstanceOfSatisfying(
            UnderspecifiedModelException.class,
            e -> assertThat(e.missing()).isEqualTo(Missing.FEATURE_TENSOR))
        .hasMessageContaining("[features, logits]");
  }

  @Test
  void anUnknownTensorIsNamed() {
    assertThatThrownBy(() -> open(tf(Optional.of("nonsense"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("no tensor nonsense", "[features]");
  }

  @Test
  void optionsThatContradictTheFileAreRefused() {
    assertThatThrownBy(() -> open(options(Optional.of(299), Optional.empty())))
        .hasMessageContaining("not of size 299");
    assertThatThrownBy(() -> open(options(Optional.empty(), Optional.of(Layout.NHWC))))
        .hasMessageContaining("that is NCHW");
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path file = Files.writeString(temp.resolve("text.onnx"), "no model at all");
    assertThatThrownBy(() -> OnnxFeatureModel.open(file, "m", OnnxOptions.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("text.onnx is no ONNX model");
    Path cut = temp.resolve("cut.onnx");
    byte[] whole = Fixtures.network("tiny.onnx");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> OnnxFeatureModel.open(cut, "m", OnnxOptions.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.onnx");
  }

  private FeatureModel open(OnnxOptions options) throws IOException {
    return OnnxFeatureModel.open(network("tiny.onnx"), "model", options);
  }

  private Path network(String name) throws IOException {
    return Files.write(temp.resolve(name), Fixtures.network(name));
  }

  private static FeatureModel mobilenet() throws IOException {
    return OnnxFeatureModel.open(Fixtures.model(), "model", tf(Optional.empty()));
  }

  private static OnnxOptions tf(Optional<String> tensor) {
    return new OnnxOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Normalisation.TF),
        tensor);
  }

  private static OnnxOptions options(Optional<Integer> size, Optional<Layout> layout) {
    return new OnnxOptions(
        size, layout, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static OnnxOptions fit(Optional<Fit> fit) {
    return new OnnxOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        fit,
        Optional.of(Normalisation.TF),
        Optional.empty());
  }

  private static float[] extract(FeatureModel model) throws IOException {
    try (PictureDecoder decoder = new PictureDecoder(1_000_000)) {
      return extract(model, decoder.decode(Fixtures.picture("blocks.jpg")));
    }
  }

  private static float[] extract(FeatureModel model, Picture picture) {
    float[] feature = new float[model.dimension()];
    try (FeatureModel.Worker worker = model.newWorker()) {
      worker.extract(picture, feature);
    }
    return feature;
  }
}
