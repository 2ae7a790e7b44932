package io.niteru.features;

import io.niteru.features.FeatureFolderException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends rows and their names to a {@link FeatureFolder}. Opening a folder mends what a crash
 * left: a torn row, a torn name, or a row without its name is cut off, so that rows and names agree
 * again and the next row goes on from there.
 *
 * <p>Not thread-safe. A lock keeps every other process, and every other store of this one, away.
 */
public final class FeatureStore implements AutoCloseable {
  private final FileChannel lockChannel;
  private final FileChannel features;
  private final LineFile names;
  private final ByteBuffer row;
  private final int dimension;

  private FeatureStore(FileChannel lockChannel, FileChannel features, LineFile names, int dimension)
      throws IOException {
    this.lockChannel = lockChannel;
    this.features = features;
    this.names = names;
    this.dimension = dimension;
    this.row = ByteBuffer.allocateDirect(4 * dimension).order(ByteOrder.LITTLE_ENDIAN);
    long whole = Math.min(features.size() / row.capacity(), names.lines());
    features.truncate(whole * row.capacity());
    features.position(features.size());
    names.truncate((int) whole);
  }

  /**
   * Opens or creates a folder for appending.
   *
   * @throws FeatureFolderException if the folder holds rows of another model or other pictures, or
   *     another extraction is writing there
   * @throws IOException if the files cannot be written
   */
  public static FeatureStore open(Path folder, FeatureInfo info) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock = lock(folder);
    FileChannel features = null;
    try {
      describe(folder, info);
      features =
          FileChannel.open(
              folder.resolve(FeatureFolder.FEATURES),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      LineFile names = LineFile.open(folder.resolve(FeatureFolder.NAMES));
      return new FeatureStore(lock, features, names, info.dimension());
    } catch (IOException | RuntimeException e) {
      if (features != null) {
        features.close();
      }
      lock.close();
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this process: the same answer as for another one.
    }
    if (lock == null) {
      channel.close();
      throw new FeatureFolderException(
          Reason.IN_USE, "another extraction is writing into " + folder);
    }
    return channel;
  }

  private static void describe(Path folder, FeatureInfo info) throws IOException {
    Path file = folder.resolve(FeatureFolder.INFO);
    if (Files.exists(file)) {
      FeatureInfo.read(file).requireSameAs(info, folder);
    } else if (Files.exists(folder.resolve(FeatureFolder.FEATURES))) {
      throw new FeatureFolderException(
          Reason.UNKNOWN_ORIGIN,
          folder
              + " has a "
              + FeatureFolder.FEATURES
              + " but no "
              + FeatureFolder.INFO
              + " that says what made it");
    } else {
      info.write(file);
    }
  }

  /** How many rows there are. */
  public int rows() {
    return names.lines();
  }

  /** The names of all rows, in their order. */
  public List<String> names() throws IOException {
    return names.read().stream().map(FeatureNames::unescape).toList();
  }

  /**
   * Appends one row.
   *
   * @throws IllegalArgumentException if the row has not the folder's dimension
   */
  public void append(String name, float[] feature) throws IOException {
    if (feature.length != dimension) {
      throw new IllegalArgumentException(
          "a row of " + feature.length + " floats for a file of " + dimension + " dimensions");
    }
    row.clear();
    row.asFloatBuffer().put(feature);
    while (row.hasRemaining()) {
      features.write(row);
    }
    names.append(FeatureNames.escape(name));
  }

  /** Writes everything through to the disk and lets go of the folder. */
  @Override
  public void close() throws IOException {
    try (lockChannel;
        features;
        names) {
      features.force(true);
    }
  }
}
