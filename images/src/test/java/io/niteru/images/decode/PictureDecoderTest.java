package io.niteru.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.niteru.images.Fixtures;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private static final int[] RED = {200, 30, 30};
  private static final int[] GREEN = {30, 180, 40};
  private static final int[] BLUE = {30, 40, 200};
  private static final int[] WHITE = {240, 240, 240};

  private final PictureDecoder decoder = new PictureDecoder(1_000_000);

  @AfterEach
  void close() {
    decoder.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline.jpg",
        "progressive.jpg",
        "orientation1.jpg",
        "orientation2.jpg",
        "orientation3.jpg",
        "orientation4.jpg",
        "orientation5.jpg",
        "orientation6.jpg",
        "orientation7.jpg",
        "orientation8.jpg",
        "rgb.png",
        "palette.png",
        "animated.gif",
        "lossy.webp",
        "lossless.webp",
        "orientation6.webp",
        "rgb.bmp",
        "palette.bmp",
        "plain.tif",
        "lzw.tif",
        "jpeg.tif",
        "orientation6.tif"
      })
  void everyFormatGivesTheSameUprightPicture(String name) throws IOException {
    requireQuarters(decoder.decode(Fixtures.picture(name)), 12, RED, GREEN, BLUE, WHITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cmyk.jpg", "ycck.jpg", "cmyk.tif"})
  void printersColoursComeOutNearTheirScreenColours(String name) throws IOException {
    requireQuarters(decoder.decode(Fixtures.picture(name)), 75, RED, GREEN, BLUE, WHITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey.jpg", "grey16.png", "grey16.tif"})
  void greyKeepsItsLightness(String name) throws IOException {
    requireQuarters(
        decoder.decode(Fixtures.picture(name)), 3, grey(81), grey(119), grey(55), grey(240));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha.png", "alpha.webp", "transparent.gif"})
  void transparencyIsLaidOnWhite(String name) throws IOException {
    requireQuarters(decoder.decode(Fixtures.picture(name)), 12, grey(255), GREEN, BLUE, WHITE);
  }

  @Test
  void whatIsNoFileIsRefusedAndNotWaitedFor(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe.jpg");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> decoder.decode(folder)).hasMessage("a folder, not a file");
    assertThatThrownBy(() -> decoder.decode(pipe)).hasMessageContaining("not a file");
    assertThatThrownBy(() -> decoder.decode(Path.of("/dev/zero")))
        .hasMessageContaining("not a file");
  }

  @Test
  void transparentGreyIsLaidOnWhite() throws IOException {
    requireQuarters(
        decoder.decode(Fixtures.picture("grey-alpha.png")),
        3,
        grey(255),
        grey(119),
        grey(55),
        grey(240));
  }

  @Test
  void sixteenBitsAreCutToEight() throws IOException {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
    raster.setPixel(0, 0, new int[] {0x8000, 0xffff, 0, 0xffff});
    raster.setPixel(1, 0, new int[] {0, 0, 0, 0x8000});
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(model, raster, false, null), "png", png);
    Picture pixels = decoder.decode(png.toByteArray());
    assertThat(Fixtures.rgb(pixels)).containsExactly(0x7fff00, 0x808080);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocks.jpg", "blocks-progressive.jpg"})
  void aTruncatedJpegIsDecodedAsFarAsItGoes(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    int expected = Fixtures.rgb(decoder.decode(whole))[0];
    Picture pixels = decoder.decode(Arrays.copyOf(whole, whole.length * 3 / 4));
    assertThat(pixels.width()).isEqualTo(160);
    assertThat(pixels.height()).isEqualTo(160);
    for (int c = 0; c < 3; c++) {
      assertThat(channel(Fixtures.rgb(pixels)[0], c)).isCloseTo(channel(expected, c), within(60));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocks.jpg", "rgb.png", "animated.gif", "lossy.webp", "lzw.tif"})
  void everyCutOfAFileGivesAPictureOrAReason(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
      pictureOrReason(Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocks.jpg",
        "palette.png",
        "transparent.gif",
        "lossless.webp",
        "rgb.bmp",
        "lzw.tif"
      })
  void everyDamagedByteGivesAPictureOrAReason(String name) throws IOException {
    byte[] whole = Fixtures.picture(name);
    for (int i = 0; i < Math.min(400, whole.length); i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) 0xa5;
      pictureOrReason(damaged);
    }
  }

  private void pictureOrReason(byte[] file) {
    try {
      Picture pixels = decoder.decode(file);
      assertThat((long) pixels.width() * pixels.height()).isLessThanOrEqualTo(1_000_000);
    } catch (UnreadablePictureException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void aPngWithABillionPixelsIsRefusedUnread() throws IOException {
    byte[] png = Fixtures.picture("rgb.png");
    ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000);
    requireTooLarge(png, "40000 x 40000");
  }

  @Test
  void aJpegWithBillionsOfPixelsIsRefusedUnread() throws IOException {
    byte[] jpeg = Fixtures.picture("baseline.jpg");
    int frame = indexOf(jpeg, (byte) 0xff, (byte) 0xc0);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    requireTooLarge(jpeg, "65000 x 65000");
  }

  @Test
  void aGifWhoseFrameIsLargerThanItsScreenIsRefusedUnread() throws IOException {
    byte[] gif = Fixtures.picture("transparent.gif");
    int frame = 13 + 3 * (2 << (gif[10] & 7));
    while (gif[frame] == 0x21) {
      frame += 2;
      while (gif[frame] != 0) {
        frame += 1 + (gif[frame] & 255);
      }
      frame++;
    }
    assertThat(gif[frame]).isEqualTo((byte) 0x2c);
    for (int i = 5; i < 9; i++) {
      gif[frame + i] = (byte) 0xea;
    }
    requireTooLarge(gif, "60138 x 60138");
  }

  private void requireTooLarge(byte[] file, String size) {
    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOf(UnreadablePictureException.class)
        .hasMessage(size + " pixels, more than the limit of 1000000");
  }

  @Test
  void whatIsNoPictureIsCalledSo() {
    assertThatThrownBy(() -> decoder.decode("hello".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("not a picture of a known format");
    assertThatThrownBy(() -> decoder.decode(new byte[0])).hasMessage("empty file");
    assertThatThrownBy(() -> decoder.decode(Path.of("nowhere.jpg"))).hasMessage("no such file");
  }

  private static int indexOf(byte[] bytes, byte first, byte second) {
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == first && bytes[i + 1] == second) {
        return i;
      }
    }
    throw new AssertionError("no such marker");
  }

  private static int[] grey(int lightness) {
    return new int[] {lightness, lightness, lightness};
  }

  private static void requireQuarters(Picture pixels, int tolerance, int[]... colours) {
    assertThat(pixels.width()).isEqualTo(64);
    assertThat(pixels.height()).isEqualTo(48);
    for (int i = 0; i < 4; i++) {
      int pixel = Fixtures.rgb(pixels)[(i / 2 * 24 + 12) * 64 + i % 2 * 32 + 16];
      for (int c = 0; c < 3; c++) {
        assertThat(channel(pixel, c))
            .as("channel %d of quarter %d", c, i)
            .isCloseTo(colours[i][c], within(tolerance));
      }
    }
  }

  private static int channel(int pixel, int c) {
    return pixel >> 16 - 8 * c & 255;
  }
}
