package io.niteru.images.decode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes picture files: upright, opaque, 8 bits a channel. The number of pixels a header claims is
 * checked before anything is decoded. A truncated JPEG is decoded as far as it goes.
 *
 * <p>Not thread-safe: one per thread, which keeps its readers.
 */
public final class PictureDecoder implements AutoCloseable {
  /** Pixels that are decoded at most by default: a photograph of 100 megapixels. */
  public static final long DEFAULT_MAX_PIXELS = 100_000_000;

  /** Larger files are not read into memory. */
  private static final int MAX_BYTES = 512 << 20;

  private final long maxPixels;
  private final Optional<TurboJpeg> turbo;
  private final Map<PictureFormat, List<ImageReader>> readers = new EnumMap<>(PictureFormat.class);

  /** A decoder that refuses pictures of more than {@code maxPixels} pixels. */
  public PictureDecoder(long maxPixels) {
    this(maxPixels, TurboJpeg.open());
  }

  PictureDecoder(long maxPixels, Optional<TurboJpeg> turbo) {
    if (maxPixels < 1) {
      throw new IllegalArgumentException("the limit on pixels must be positive: " + maxPixels);
    }
    this.turbo = turbo;
    this.maxPixels = Math.min(maxPixels, Integer.MAX_VALUE / 4);
  }

  /**
   * Decodes a file.
   *
   * @return the picture, which the next call may overwrite
   * @throws UnreadablePictureException with the reason, if there is no picture to be had from it
   */
  public Picture decode(Path path) throws UnreadablePictureException {
    byte[] file;
    try {
      file = read(path);
    } catch (UnreadablePictureException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new UnreadablePictureException("not allowed to read it", e);
    } catch (NoSuchFileException e) {
      throw new UnreadablePictureException("no such file", e);
    } catch (IOException e) {
      throw new UnreadablePictureException("cannot be read: " + e.getMessage(), e);
    }
    return decode(file);
  }

  private static byte[] read(Path path) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // Opening a named pipe waits for a writer, and a device may never end.
      throw new UnreadablePictureException(
          Files.isDirectory(path) ? "a folder, not a file" : "a device, a pipe or a socket, not a file");
    }
    if (Files.size(path) <= MAX_BYTES) {
      try (InputStream in = Files.newInputStream(path)) {
        byte[] file = in.readNBytes(MAX_BYTES + 1);
        if (file.length <= MAX_BYTES) {
          return file;
        }
      }
    }
    throw new UnreadablePictureException("larger than " + (MAX_BYTES >> 20) + " MiB");
  }

  /**
   * Decodes the bytes of a file.
   *
   * @return the picture, which the next call may overwrite
   * @throws UnreadablePictureException with the reason, if there is no picture to be had from them
   */
  public Picture decode(byte[] file) throws UnreadablePictureException {
    if (file.length == 0) {
      throw new UnreadablePictureException("empty file");
    }
    PictureFormat format =
        PictureFormat.of(file)
            .orElseThrow(() -> new UnreadablePictureException("not a picture of a known format"));
    try {
      Orientation orientation = Orientation.of(file, format);
      if (format == PictureFormat.JPEG && turbo.isPresent()) {
        Optional<YccPlanes> planes = planes(file, orientation);
        if (planes.isPresent()) {
          return planes.get();
        }
      }
      return orientation.apply(pixels(file, format));
    } catch (OutOfMemoryError e) {
      throw new UnreadablePictureException("needs more memory than there is", e);
    }
  }

  private Optional<YccPlanes> planes(byte[] file, Orientation orientation) {
    return JpegHeader.ordinary(file)
        .filter(header -> (long) header.width() * header.height() <= maxPixels)
        .flatMap(header -> turbo.orElseThrow().decode(file, header, orientation));
  }

  private Pixels pixels(byte[] file, PictureFormat format) throws UnreadablePictureException {
    Exception first = null;
    for (ImageReader reader : readers.computeIfAbsent(format, PictureDecoder::readersOf)) {
      try {
        return read(reader, file);
      } catch (UnreadablePictureException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        first = first == null ? e : first;
      }
    }
    throw new UnreadablePictureException("damaged " + format + ": " + reason(first), first);
  }

  private Pixels read(ImageReader reader, byte[] file) throws IOException {
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(stream, true, true);
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      if (width < 1 || height < 1) {
        throw new UnreadablePictureException("a picture of " + width + " x " + height + " pixels");
      }
      if (width * height > maxPixels) {
        throw new UnreadablePictureException(
            width + " x " + height + " pixels, more than the limit of " + maxPixels);
      }
      BufferedImage image = reader.read(0);
      if ((long) image.getWidth() * image.getHeight() > maxPixels) {
        throw new UnreadablePictureException("more pixels than its header says");
      }
      return Flattening.of(image);
    } finally {
      reader.reset();
    }
  }

  /** The JDK's readers first: they are native for JPEG, the plugins' know the odd files better. */
  private static List<ImageReader> readersOf(PictureFormat format) {
    List<ImageReader> found = new ArrayList<>();
    Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format.name());
    all.forEachRemaining(found::add);
    found.sort(Comparator.comparing(reader -> !reader.getClass().getName().startsWith("com.sun.")));
    return found;
  }

  private static String reason(Exception e) {
    if (e == null) {
      return "no reader";
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** Lets go of native memory. */
  @Override
  public void close() {
    readers.values().forEach(list -> list.forEach(ImageReader::dispose));
    readers.clear();
    turbo.ifPresent(TurboJpeg::close);
  }
}
