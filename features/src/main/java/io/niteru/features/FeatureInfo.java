package io.niteru.features;

import io.niteru.features.FeatureFolderException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What made the rows of a folder, kept beside them as {@code features.properties}.
 *
 * @param dimension floats in a row
 * @param pictures the folder that the names are relative to, as an absolute path
 * @param source the model as it was asked for: a name, or the path of a file
 * @param model what decides the numbers: checksum of the model, size of its input, normalisation
 */
public record FeatureInfo(
    int dimension, String pictures, String source, SortedMap<String, String> model) {
  private static final String MODEL = "model.";

  /** A description with its own copy of the map. */
  public FeatureInfo {
    model = new TreeMap<>(model);
  }

  /** Reads what {@link #write} wrote. */
  public static FeatureInfo read(Path path) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(FeatureFolder.regular(path))));
    TreeMap<String, String> model = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith(MODEL)) {
        model.put(key.substring(MODEL.length()), properties.getProperty(key));
      }
    }
    try {
      return new FeatureInfo(
          Integer.parseInt(properties.getProperty("dimension", "")),
          properties.getProperty("pictures", ""),
          properties.getProperty("source", ""),
          model);
    } catch (NumberFormatException e) {
      throw new IOException(path + " is damaged: it has no line dimension=N", e);
    }
  }

  /** Writes the description so that a crash leaves either the old file or the new one. */
  public void write(Path path) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("dimension", Integer.toString(dimension));
    properties.setProperty("pictures", pictures);
    properties.setProperty("source", source);
    for (Map.Entry<String, String> e : model.entrySet()) {
      properties.setProperty(MODEL + e.getKey(), e.getValue());
    }
    StringWriter text = new StringWriter();
    properties.store(text, null);
    // The comment is the date: the same extraction shall give the same bytes.
    String lines =
        text.toString()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n", "", "\n"));
    Path part = path.resolveSibling(path.getFileName() + ".part");
    Files.writeString(part, lines, StandardCharsets.UTF_8);
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Refuses to mix the rows of two models or two folders.
   *
   * @throws FeatureFolderException if {@code other} describes other rows than this
   */
  void requireSameAs(FeatureInfo other, Path folder) throws FeatureFolderException {
    if (dimension != other.dimension || !model.equals(other.model)) {
      throw new FeatureFolderException(
          Reason.OTHER_MODEL,
          folder
              + " holds features of "
              + describe()
              + ", this run would add those of "
              + other.describe());
    }
    if (!pictures.equals(other.pictures)) {
      throw new FeatureFolderException(
          Reason.OTHER_PICTURES,
          folder + " holds features of pictures in " + pictures + ", not " + other.pictures);
    }
  }

  private String describe() {
    return source + " (" + dimension + " dimensions, " + model + ")";
  }
}
