package io.niteru.app.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder held by one node: a second one is refused at once, before anything heavy starts. */
final class DataFolder implements Closeable {
  private static final String LOCK = "niteru.lock";
  private static final int PID_DIGITS = 20;

  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder if need be, and takes it.
   *
   * @throws IOException if it cannot be written to or another process has it
   */
  static DataFolder take(Path folder) throws IOException {
    Path path = folder.toAbsolutePath().normalize();
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (!lock(channel)) {
        throw new IOException(
            "the data folder "
                + path
                + " is in use by process "
                + owner(channel)
                + "; stop that one, or choose another folder with --data");
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      return new DataFolder(path, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(PID_DIGITS);
    channel.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), StandardCharsets.UTF_8);
  }

  Path path() {
    return path;
  }

  /** The folder of that name in this one, made if need be. */
  Path subfolder(String name) throws IOException {
    return Files.createDirectories(path.resolve(name));
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
