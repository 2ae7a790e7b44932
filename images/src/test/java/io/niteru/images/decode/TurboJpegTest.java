package io.niteru.images.decode;

import static io.niteru.images.Fixtures.rgb;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.niteru.images.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void photographsGiveTheSameBytes() throws IOException {
    try (Stream<Path> files = Files.list(Fixtures.shared("data/clothing"))) {
      List<Path> photographs = files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList();
      for (Path photograph : photographs.subList(0, 100)) {
        byte[] file = Files.readAllBytes(photograph);
        assertThat(rgb(decodeByLibrary(file))).isEqualTo(rgb(jdk.decode(file)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "progressive.jpg",
        "grey.jpg",
        "blocks.jpg",
        "blocks-progressive.jpg",
        "orientation6.jpg"
      })
  void ordinaryFilesGiveTheSameBytes(String name) throws IOException {
    byte[] file = Fixtures.picture(name);
    decodeByLibrary(file);
    assertThat(rgb(both.decode(file))).isEqualTo(rgb(jdk.decode(file)));
  }

  @Test
  void theChangeToTheLibraryAfterAFewPicturesDoesNotShow() throws IOException {
    byte[] file = Fixtures.picture("blocks.jpg");
    int[] expected = rgb(jdk.decode(file));
    try (PictureDecoder decoder = new PictureDecoder(1_000_000)) {
      for (int i = 0; i < 40; i++) {
        assertThat(rgb(decoder.decode(file))).isEqualTo(expected);
      }
    }
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
  void everyCutGivesWhatTheJdkGives(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    for (int length = 1; length < whole.length; length += 1 + whole.length / 80) {
      requireSame(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocks.jpg", "baseline.jpg"})
  void everyDamagedHeaderGivesWhatTheJdkGives(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    for (int i = 0; i < 700 && i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0x15;
      requireSame(damaged);
    }
  }

  private Pixels decodeByLibrary(byte[] file) {
    return turbo.decode(file, JpegHeader.ordinary(file).orElseThrow()).orElseThrow();
  }

  private void requireSame(byte[] file) {
    assertThat(pixelsOrReason(both, file)).isEqualTo(pixelsOrReason(jdk, file));
  }

  private static Object pixelsOrReason(PictureDecoder decoder, byte[] file) {
    try {
      return rgb(decoder.decode(file));
    } catch (UnreadablePictureException e) {
      return e.getMessage();
    }
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
