package io.niteru.bench.peers;

import io.niteru.bench.data.DataSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** An index to be measured. It lives in a JVM of its own, which calls it from one thread. */
public interface Contestant {
  /** What it is and how it is set, in a line. */
  String description();

  /** The beams worth trying, cheapest first. */
  List<BeamWidth> beams(int k);

  /**
   * Builds the index and writes its files, on as many threads as the settings say.
   *
   * @param folder an empty folder
   * @return seconds, from the vectors in a file to the files of the index
   */
  double build(DataSet data, Path folder) throws IOException;

  /** Opens what {@link #build} wrote. */
  Searcher open(DataSet data, Path folder) throws IOException;

  /** An open index. Not thread-safe. */
  interface Searcher extends Closeable {
    /** The rows nearest to a query, at most {@code k}. */
    int[] search(float[] query, int k, BeamWidth beam) throws IOException;

    /** From now on only these rows may be hits. */
    void allow(BitSet rows) throws IOException;
  }
}
