package io.niteru.images.decode;

import static io.niteru.images.Fixtures.cosine;
import static io.niteru.images.Fixtures.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.niteru.images.Fixtures;
import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.OnnxFeatureModel;
import io.niteru.images.model.OnnxOptions;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Normalisation;
import io.niteru.images.tensor.Resizer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The system's library against the JDK's decoder. */
class TurboJpegTest {
  private final PictureDecoder jdk = new PictureDecoder(1_000_000, Optional.empty());
  private PictureDecoder both;
  private TurboJpeg turbo;

  @BeforeEach
  void openTheLibrary() {
    Optional<TurboJpeg> opened = TurboJpeg.open();
    if (opened.isEmpty()) {
      if ("true".equals(System.getenv("CI"))) {
        fail("libturbojpeg 2 or newer is not installed");
      }
      System.out.println("skipped: libturbojpeg 2 or newer is not installed");
      Assumptions.abort("no libturbojpeg");
    }
    turbo = opened.get();
    both = new PictureDecoder(1_000_000, TurboJpeg.open());
  }

  @AfterEach
  void close() {
    jdk.close();
    if (turbo != null) {
      turbo.close();
      both.close();
    }
  }

  @Test
  void photographsGiveNearlyTheSamePixels() throws IOException {
    Resizer resizer = new Resizer(224, 224, Fit.CROP);
    double difference = 0;
    for (String name : Fixtures.PHOTOGRAPHS) {
      Picture planes = decodeByLibrary(Fixtures.photograph(name));
      Picture pixels = jdk.decode(Fixtures.photograph(name));
      requireClose(planes, pixels);
      difference += difference(resizer.resize(planes).clone(), resizer.resize(pixels));
    }
    difference /= Fixtures.PHOTOGRAPHS.size();
    System.out.printf(
        "planes of the library and pixels of the JDK, resized: %.3f apart (mean, of 255)%n",
        difference);
    assertThat(difference).isLessThan(1);
  }

  @Test
  void photographsGiveNearlyTheSameFeatures() throws IOException {
    double cosine = 0;
    List<Path> photographs = photographs();
    try (FeatureModel model = mobilenet();
        FeatureModel.Worker worker = model.newWorker()) {
      for (Path photograph : photographs) {
        byte[] file = Files.readAllBytes(photograph);
        Picture planes = decodeByLibrary(file);
        Picture pixels = jdk.decode(file);
        requireClose(planes, pixels);
        cosine += cosine(feature(worker, planes), feature(worker, pixels));
      }
    }
    cosine /= photographs.size();
    System.out.printf("cosine of the features: %.5f%n", cosine);
    assertThat(cosine).isGreaterThanOrEqualTo(0.999);
  }

  private static List<Path> photographs() throws IOException {
    try (Stream<Path> files = Files.list(Fixtures.shared("data/clothing"))) {
      return files.filter(f -> f.toString().endsWith(".jpg")).sorted().limit(100).toList();
    }
  }

  private static FeatureModel mobilenet() throws IOException {
    OnnxOptions options =
        new OnnxOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Normalisation.TF),
            Optional.empty());
    return OnnxFeatureModel.open(Fixtures.model(), "model", options);
  }

  private static float[] feature(FeatureModel.Worker worker, Picture picture) {
    float[] feature = new float[1280];
    worker.extract(picture, feature);
    return feature;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "progressive.jpg",
        "grey.jpg",
        "blocks.jpg",
        "blocks-progressive.jpg",
        "orientation1.jpg",
        "orientation2.jpg",
        "orientation3.jpg",
        "orientation4.jpg",
        "orientation5.jpg",
        "orientation6.jpg",
        "orientation7.jpg",
        "orientation8.jpg"
      })
  void ordinaryFilesGiveNearlyTheSamePixels(String name) throws IOException {
    byte[] file = Fixtures.picture(name);
    decodeByLibrary(file);
    requireClose(both.decode(file), jdk.decode(file));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "2,2"})
  void colourLiesWhereItBelongsAtAnySizeAndInAnyOrientation(int stepX, int stepY)
      throws IOException {
    Random random = new Random(stepX + stepY);
    for (int i = 0; i < 60; i++) {
      byte[] file = jpeg(20 + random.nextInt(60), 20 + random.nextInt(60), stepX, stepY, random);
      JpegHeader header = JpegHeader.ordinary(file).orElseThrow();
      assertThat(header.stepX()).isEqualTo(stepX);
      assertThat(header.stepY()).isEqualTo(stepY);
      Orientation orientation = new Orientation(1 + i % 8);
      Picture planes = turbo.decode(file, header, orientation).orElseThrow();
      Pixels pixels = orientation.apply((Pixels) jdk.decode(file));
      requireClose(planes, pixels);
      // The middle need not begin between two samples of colour. At its edges, those outside are
      // seen by the one way and not by the other.
      Resizer resizer = new Resizer(9, 4, Fit.CROP);
      assertThat(difference(resizer.resize(planes).clone(), resizer.resize(pixels)))
          .as("%d x %d, %s", planes.width(), planes.height(), orientation)
          .isLessThan(4);
    }
  }

  /** A smooth picture of strong colours. */
  private static byte[] jpeg(int width, int height, int stepX, int stepY, Random random)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    double[] waves = random.doubles(9, -0.3, 0.3).toArray();
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      int pixel = 0;
      for (int c = 0; c < 3; c++) {
        double phase = waves[3 * c] * x + waves[3 * c + 1] * y + 10 * waves[3 * c + 2];
        pixel = pixel << 8 | (int) (128 + 100 * Math.sin(phase));
      }
      image.setRGB(x, y, pixel);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              new ImageTypeSpecifier(image), writer.getDefaultWriteParam());
      Element tree = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
      Element luma = (Element) tree.getElementsByTagName("componentSpec").item(0);
      luma.setAttribute("HsamplingFactor", Integer.toString(stepX));
      luma.setAttribute("VsamplingFactor", Integer.toString(stepY));
      metadata.setFromTree(metadata.getNativeMetadataFormatName(), tree);
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "ycck.jpg"})
  void printersColoursAreLeftToOthers(String name) throws IOException {
    assertThat(JpegHeader.ordinary(Fixtures.picture(name))).isEmpty();
  }

  @Test
  void markersThatSayThatTheColoursAreUnusualAreLeftToOthers() throws IOException {
    byte[] file = Fixtures.picture("baseline.jpg");
    assertThat(JpegHeader.ordinary(file)).isPresent();
    assertThat(JpegHeader.ordinary(withSegment(file, 0xe2, "ICC_PROFILE\0\1\1"))).isEmpty();
    assertThat(JpegHeader.ordinary(withSegment(file, 0xee, "Adobe\0d\0\0\0\0\0"))).isEmpty();
    assertThat(JpegHeader.ordinary(withSegment(file, 0xe2, "MPF\0"))).isPresent();
    byte[] silent = file.clone();
    silent[6] = 'X';
    assertThat(JpegHeader.ordinary(silent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocks.jpg", "blocks-progressive.jpg"})
  void everyCutGivesNearlyWhatTheJdkGives(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    for (int length = 1; length < whole.length; length += 1 + whole.length / 80) {
      requireNearlySame(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocks.jpg", "baseline.jpg"})
  void everyDamagedHeaderGivesNearlyWhatTheJdkGives(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    for (int i = 0; i < 700 && i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0x15;
      requireNearlySame(damaged);
    }
  }

  private YccPlanes decodeByLibrary(byte[] file) {
    Orientation orientation = Orientation.of(file, PictureFormat.JPEG);
    return turbo.decode(file, JpegHeader.ordinary(file).orElseThrow(), orientation).orElseThrow();
  }

  private void requireNearlySame(byte[] file) {
    Picture picture;
    try {
      picture = jdk.decode(file);
    } catch (UnreadablePictureException e) {
      assertThatThrownBy(() -> both.decode(file)).hasMessage(e.getMessage());
      return;
    }
    assertThatCode(() -> requireClose(both.decode(file), picture)).doesNotThrowAnyException();
  }

  /** In full size: the JDK rounds once more, which the factors of the colours enlarge. */
  private static void requireClose(Picture picture, Picture expected) {
    assertThat(picture.width()).isEqualTo(expected.width());
    assertThat(picture.height()).isEqualTo(expected.height());
    int[] a = rgb(picture);
    int[] b = rgb(expected);
    int furthest = 0;
    for (int i = 0; i < 3 * a.length; i++) {
      furthest = Math.max(furthest, apart(a, b, i));
    }
    assertThat(furthest).isLessThanOrEqualTo(2);
  }

  /** The mean of all channels. */
  private static double difference(int[] a, int[] b) {
    return IntStream.range(0, 3 * a.length).map(i -> apart(a, b, i)).average().orElseThrow();
  }

  private static int apart(int[] a, int[] b, int i) {
    int shift = 8 * (i % 3);
    return Math.abs((a[i / 3] >> shift & 255) - (b[i / 3] >> shift & 255));
  }

  private static byte[] withSegment(byte[] file, int marker, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
    byte[] out = new byte[file.length + 4 + bytes.length];
    System.arraycopy(file, 0, out, 0, 20);
    out[20] = (byte) 0xff;
    out[21] = (byte) marker;
    out[23] = (byte) (2 + bytes.length);
    System.arraycopy(bytes, 0, out, 24, bytes.length);
    System.arraycopy(file, 20, out, 24 + bytes.length, file.length - 20);
    return out;
  }
}
