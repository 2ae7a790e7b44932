package io.niteru.app.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.core.codec.Niceness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Searches unasked until the JVM of a node that has just started has compiled what a search runs
 * through; the first searches of its users, which would take some ten times as long as later ones,
 * then find it warm. It searches the indexes there are for random vectors, so it begins when the
 * first documents come. While others search it does not. In the end it lets searches go before the
 * compilers, which always find something to do: from then on it gains little and may wait.
 */
final class Rehearsal implements Runnable {
  /**
   * HotSpot compiles with all its art what has been called 5,000 times, and much of the engine is
   * called once a search: on 2 cores a search took 8.5 ms at first, 2.5 ms after 5,000 others, 1.8
   * ms after 8,000.
   */
  private static final int SEARCHES = 10_000;

  private static final int AT_A_TIME = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);
  private static final int K = 10;

  /** In the names of the JVM's threads that compile. */
  private static final String COMPILERS = "CompilerThre";

  private final String url;
  private final SplittableRandom random = new SplittableRandom(1);
  private volatile boolean over;
  private Thread thread;

  private Rehearsal(String url) {
    this.url = url;
  }

  /** Begins, on a thread that does not keep the process from ending. */
  static Rehearsal begin(String url) {
    var rehearsal = new Rehearsal(url);
    rehearsal.thread = new Thread(rehearsal, "rehearsal");
    rehearsal.thread.setDaemon(true);
    rehearsal.thread.start();
    return rehearsal;
  }

  /** Ends it, and returns when no search of it is under way: a node that closes would complain. */
  void end() {
    over = true;
    try {
      thread.join(LONGEST_SEARCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A field that can be searched. */
  private record Target(String index, String field, int dimension) {}

  @Override
  public void run() {
    try (Engine engine = Engine.at(url)) {
      for (int done = 0; done < SEARCHES && !over; ) {
        long before = searchesOfAll(engine);
        Thread.sleep(PAUSE);
        if (searchesOfAll(engine) == before) {
          List<Target> targets = targets(engine);
          for (int i = 0; i < AT_A_TIME && !targets.isEmpty() && !over; i++, done++) {
            search(engine, targets.get(random.nextInt(targets.size())));
          }
        }
      }
      if (!over) {
        Niceness.lower(COMPILERS);
      }
    } catch (IOException e) {
      // The node is closing; nobody waits for this.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long searchesOfAll(Engine engine) throws IOException {
    return engine.call("GET", "/_stats/search", null).at("/_all/total/search/query_total").asLong();
  }

  private static List<Target> targets(Engine engine) throws IOException {
    List<Target> targets = new ArrayList<>();
    JsonNode mappings = engine.call("GET", "/_all/_mapping", null);
    for (var index : mappings.properties()) {
      for (var field : index.getValue().at("/mappings/properties").properties()) {
        if (field.getValue().path("type").asText().equals("knn_vector")
            && !field.getValue().has("data_type")) {
          targets.add(
              new Target(
                  index.getKey(), field.getKey(), field.getValue().path("dimension").asInt()));
        }
      }
    }
    return targets;
  }

  private void search(Engine engine, Target target) throws IOException {
    var body = ImageIndex.query(target.field(), vector(target.dimension()), K);
    askForSource(body, target.field());
    // Whatever it answers: the index may be gone, or its field not made for searching.
    engine.send(
        "POST",
        "/" + target.index() + "/_search",
        Engine.JSON.writeValueAsBytes(body),
        "application/json");
  }

  /** Mostly small values, some of them zero: what is written otherwise is read by other code. */
  private float[] vector(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      double x = random.nextDouble(-.25, 1);
      vector[i] = x < 0 ? 0 : (float) (x * x * x);
    }
    return vector;
  }

  /** In one of the ways clients do. */
  private void askForSource(ObjectNode body, String field) {
    switch (random.nextInt(3)) {
      case 0 -> body.put("_source", false);
      case 1 -> body.putArray("_source").add("path");
      default -> body.putObject("_source").putArray("excludes").add(field);
    }
  }
}
