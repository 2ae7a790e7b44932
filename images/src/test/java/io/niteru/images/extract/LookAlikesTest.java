package io.niteru.images.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.features.FeatureFile;
import io.niteru.features.FeatureFolder;
import io.niteru.images.Fixtures;
import io.niteru.images.decode.PictureDecoder;
import io.niteru.images.model.ColourEdge;
import io.niteru.images.model.FeatureModel;
import io.niteru.images.model.OnnxFeatureModel;
import io.niteru.images.model.OnnxOptions;
import io.niteru.images.tensor.Fit;
import io.niteru.images.tensor.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From photographs to their look-alikes by exact search: what the features are worth. */
class LookAlikesTest {
  @TempDir private Path out;

  @Test
  void photographsOfClothesFindThemselvesFirstAndThenTheirKind() throws IOException {
    try (FeatureModel cropping = mobilenet(Fit.CROP);
        FeatureModel stretching = mobilenet(Fit.STRETCH);
        FeatureModel builtIn = new ColourEdge()) {
      double cropped = precisionAtOne(cropping);
      double stretched = precisionAtOne(stretching);
      double byColour = precisionAtOne(builtIn);
      System.out.printf(
          "P@1 of same-label neighbours: mobilenetv2 %.3f (stretched %.3f), colour-edge %.3f%n",
          cropped, stretched, byColour);
      // The features equal those that came with the model, so the figures are the model's own.
      assertThat(cropped).isGreaterThan(0.6).isGreaterThan(stretched);
      assertThat(byColour).isGreaterThan(0.2);
    }
  }

  private static FeatureModel mobilenet(Fit fit) throws IOException {
    OnnxOptions options =
        new OnnxOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(fit),
            Optional.of(Normalisation.TF),
            Optional.empty());
    return OnnxFeatureModel.open(Fixtures.model(), "model", options);
  }

  private double precisionAtOne(FeatureModel model) throws IOException {
    Path clothing = Fixtures.shared("data/clothing");
    Path folder = Files.createTempDirectory(out, "features");
    Extraction plan = new Extraction(clothing, folder, 2, PictureDecoder.DEFAULT_MAX_PIXELS);
    assertThat(plan.run(model, ExtractionListener.SILENT))
        .isEqualTo(new Extraction.Summary(945, 0, 945));
    Map<String, String> labels =
        Files.readAllLines(clothing.resolve("labels.tsv")).stream()
            .map(line -> line.split("\t"))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    List<String> names = new FeatureFolder(folder).names();
    float[][] rows = unitRows(folder);
    int same = 0;
    for (int i = 0; i < rows.length; i++) {
      assertThat(nearest(rows, i, -1)).as(names.get(i)).isEqualTo(i);
      String neighbour = names.get(nearest(rows, i, i));
      same += labels.get(names.get(i)).equals(labels.get(neighbour)) ? 1 : 0;
    }
    return (double) same / rows.length;
  }

  private static float[][] unitRows(Path folder) throws IOException {
    try (FeatureFile features = new FeatureFolder(folder).features()) {
      float[][] rows = new float[features.rows()][features.dimension()];
      for (int i = 0; i < rows.length; i++) {
        features.read(i, rows[i]);
        float norm = (float) Math.sqrt(dot(rows[i], rows[i]));
        for (int j = 0; j < rows[i].length; j++) {
          rows[i][j] /= norm;
        }
      }
      return rows;
    }
  }

  private static int nearest(float[][] rows, int query, int without) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < rows.length; i++) {
      double score = i == without ? Double.NEGATIVE_INFINITY : dot(rows[query], rows[i]);
      if (score > highest) {
        highest = score;
        best = i;
      }
    }
    return best;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
