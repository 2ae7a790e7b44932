package io.niteru.images.extract;

import io.niteru.images.decode.PictureFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the pictures under a folder, in the order of their names, folder by folder. A picture is a
 * file with one of the usual extensions; names that begin with a dot are left out. Links are
 * followed, but every folder is entered once: a link to a folder that is under the root anyway, or
 * back to one that was entered, is passed by.
 */
final class PictureWalk {
  private final Path root;
  private final Path realRoot;
  private final Set<Path> entered = new HashSet<>();
  private final List<Found> found = new ArrayList<>();

  /**
   * A picture, or what could not be looked into.
   *
   * @param name relative to the root, with {@code /} between folders
   * @param problem why it cannot be read, if that is known already
   */
  record Found(String name, Optional<String> problem) {}

  private PictureWalk(Path root) throws IOException {
    this.root = root;
    this.realRoot = root.toRealPath();
  }

  /**
   * Walks.
   *
   * @param without a folder not to look into: where the features are written
   * @throws IOException if {@code root} is no folder that can be read
   */
  static List<Found> of(Path root, Path without) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException(
          Files.exists(root) ? "not a folder: " + root : "no such folder: " + root);
    }
    if (!Files.isReadable(root)) {
      throw new IOException("not allowed to read the folder " + root);
    }
    PictureWalk walk = new PictureWalk(root);
    if (Files.exists(without)) {
      walk.entered.add(without.toRealPath());
    }
    walk.folder(root, walk.realRoot);
    return walk.found;
  }

  private void folder(Path folder, Path real) {
    if (!entered.add(real)) {
      return;
    }
    boolean outside = !real.startsWith(realRoot);
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      problem(folder, "folder cannot be read: " + reason(e));
      return;
    }
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (name.startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        enter(entry, outside);
      } else if (PictureFormat.isPictureName(name)) {
        picture(entry);
      }
    }
  }

  private void enter(Path folder, boolean outside) {
    try {
      Path real = folder.toRealPath();
      boolean elsewhere = outside || Files.isSymbolicLink(folder);
      if (!elsewhere || !real.startsWith(realRoot)) {
        folder(folder, real);
      }
    } catch (IOException e) {
      problem(folder, "folder cannot be read: " + reason(e));
    }
  }

  private void picture(Path file) {
    String name = name(file);
    if (name.indexOf('\ufffd') >= 0) {
      problem(file, "its name cannot be written in " + System.getProperty("sun.jnu.encoding"));
    } else if (!Files.exists(file)) {
      problem(file, "a link to nothing");
    } else if (Files.isRegularFile(file)) {
      found.add(new Found(name, Optional.empty()));
    }
  }

  private void problem(Path path, String problem) {
    found.add(new Found(name(path), Optional.of(problem)));
  }

  private String name(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof DirectoryIteratorException d ? d.getCause() : e;
    return switch (cause) {
      case AccessDeniedException _ -> "not allowed";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case UncheckedIOException u -> u.getCause().toString();
      default -> cause.toString();
    };
  }
}
