package io.niteru.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  private final PrintWriter nowhere = new PrintWriter(Writer.nullWriter());

  @TempDir Path folder;

  @Test
  void scalesRowsAndQueriesToLengthOne() throws Exception {
    FeatureSource features =
        ClusteredFeatures.write(folder, 200, 7, new FeatureWriter("test", nowhere));

    DataSet data = DataSets.normalise(features, folder.resolve("vectors.bin"), nowhere);

    assertThat(data.count()).isEqualTo(200);
    assertThat(data.queries()).isEqualTo(300);
    assertThat(length(data.open().row(199))).isCloseTo(1, within(1e-6));
    assertThat(length(data.readQueries()[299])).isCloseTo(1, within(1e-6));
  }

  @Test
  void holdsTheLastRowsBackWhereNoQueriesAreGiven() throws Exception {
    Path rows = ClusteredFeatures.write(folder, 200, 7, new FeatureWriter("test", nowhere)).rows();

    DataSet data =
        DataSets.normalise(
            new FeatureSource(rows, null, 7, DataSets.ALL), folder.resolve("vectors.bin"), nowhere);

    assertThat(data.count()).isEqualTo(180);
    assertThat(data.queries()).isEqualTo(20);
  }

  @Test
  void saysWhenAFileHasTooFewRows() throws Exception {
    FeatureSource made = ClusteredFeatures.write(folder, 20, 7, new FeatureWriter("test", nowhere));
    FeatureSource more = new FeatureSource(made.rows(), made.queries(), 7, 21);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DataSets.normalise(more, folder.resolve("vectors.bin"), nowhere))
        .withMessageContaining("20 rows")
        .withMessageContaining("--count");
  }

  @Test
  void saysWhenTheDimensionDoesNotFitAFile() throws Exception {
    Path rows = ClusteredFeatures.write(folder, 20, 7, new FeatureWriter("test", nowhere)).rows();

    assertThatIOException()
        .isThrownBy(() ->
            DataSets.normalise(new FeatureSource(rows, null, 9, 5), folder.resolve("n"), nowhere))
        .withMessageContaining("a row of 9 dimensions");
  }

  private static double length(float[] vector) {
    double sum = 0;
    for (float x : vector) {
      sum += (double) x * x;
    }
    return Math.sqrt(sum);
  }
}
