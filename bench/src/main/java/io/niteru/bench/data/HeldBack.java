package io.niteru.bench.data;

import io.niteru.features.FeatureFile;
import io.niteru.features.exact.ExactIndex;
import io.niteru.features.exact.Metric;
import io.niteru.features.exact.Neighbor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Takes some rows out of a file, each with its nearest, so that they can be searched for: to what
 * is left they are new.
 */
public final class HeldBack {
  private static final int TARGETS = 300;
  private static final int NEAREST = 32;

  private HeldBack() {}

  /**
   * Writes what is left of the first rows, then the queries there were, then the rows to search
   * for: one in 128, but at most {@value #TARGETS}.
   *
   * @param data rows and queries
   * @param count how many of the rows
   * @param to the file to write
   */
  public static DataSet split(DataSet data, int count, Path to, PrintWriter log)
      throws IOException {
    FeatureFile file = data.open();
    int[] targets = new int[Math.clamp(count / 128, 1, TARGETS)];
    Arrays.setAll(targets, i -> (int) ((i + .5) * count / targets.length));
    float[][] vectors = Arrays.stream(targets).mapToObj(file::row).toArray(float[][]::new);
    BitSet left = new BitSet(count);
    left.set(0, count);
    // The file holds more than these rows, whose nearest may not be among them: enough are.
    int enough = NEAREST * Math.ceilDiv(data.count(), count) * 2 + data.queries();
    for (Neighbor[] nearest :
        new ExactIndex(file, Metric.EUCLIDEAN).searchAll(vectors, Math.min(enough, file.rows()))) {
      Arrays.stream(nearest)
          .mapToInt(Neighbor::row)
          .filter(row -> row < count)
          .limit(NEAREST)
          .forEach(left::clear);
    }
    IntStream queries = IntStream.range(data.count(), data.count() + data.queries());
    int[] rows =
        IntStream.concat(left.stream(), IntStream.concat(queries, Arrays.stream(targets)))
            .toArray();
    new FeatureWriter("hold back", log)
        .write(
            to,
            rows.length,
            data.dimension(),
            (i, out) -> {
              float[] row = file.row(rows[i]);
              out.asFloatBuffer().put(row);
              out.position(out.position() + Float.BYTES * row.length);
            });
    return new DataSet(
        to.toString(), data.dimension(), left.cardinality(), data.queries() + targets.length);
  }
}
