package io.niteru.app.train;

import io.niteru.app.cli.Progress;
import io.niteru.app.engine.BulkLoader;
import io.niteru.app.engine.Connection;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.app.engine.UnitVector;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.hc.core5.http.ContentType;

/** What an engine is asked for all day: a load in bulk, and searches before and after a merge. */
final class ServedLoad {
  private static final int DOCUMENTS = 20_000;
  private static final int SEARCHES = 3_000;

  /** Documents and searches. */
  static final long STEPS = DOCUMENTS + 2L * SEARCHES;

  private static final int DIMENSION = 512;
  private static final int CLUSTERS = 200;
  private static final double SPREAD = .7;
  private static final int BATCH = 200;
  private static final int K = 10;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final String INDEX = "load";

  private final Engine engine;
  private final SplittableRandom random = new SplittableRandom(1);
  private final float[][] centres = new float[CLUSTERS][DIMENSION];

  ServedLoad(Engine engine) {
    this.engine = engine;
    for (float[] centre : centres) {
      for (int d = 0; d < DIMENSION; d++) {
        centre[d] = (float) random.nextGaussian();
      }
    }
  }

  /** Loads, searches, merges and searches again. */
  void run(Progress progress) throws IOException {
    var index = new ImageIndex(engine, INDEX);
    index.create(
        new ImageIndex.Settings(48, 128, 256, 1), DIMENSION, Engine.JSON.createObjectNode());
    var loader = new BulkLoader(engine, INDEX, BATCH, FIRST_PAUSE);
    for (int i = 0; i < DOCUMENTS; i++) {
      String path = String.format(Locale.ROOT, "%06d.jpg", i);
      progress.step(loader.add(new BulkLoader.Document(Integer.toString(i), path, vector())));
    }
    progress.step(loader.flush());
    index.refreshAndCount();
    search(progress);
    engine.call("POST", "/" + INDEX + "/_forcemerge?max_num_segments=1", null);
    search(progress);
  }

  private void search(Progress progress) throws IOException {
    String path = "/" + INDEX + "/_search";
    try (Connection connection = engine.connect()) {
      for (int i = 0; i < SEARCHES; i++) {
        byte[] body = Engine.JSON.writeValueAsBytes(ImageIndex.query(vector(), K));
        connection.post(path, body, ContentType.APPLICATION_JSON).read().success("POST", path);
        progress.step(1);
      }
    }
  }

  private float[] vector() {
    float[] centre = centres[random.nextInt(CLUSTERS)];
    float[] vector = new float[DIMENSION];
    for (int d = 0; d < DIMENSION; d++) {
      vector[d] = (float) (centre[d] + SPREAD * random.nextGaussian());
    }
    UnitVector.normalise(vector);
    return vector;
  }
}
