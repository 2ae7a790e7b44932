package io.niteru.app.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Searches unasked until the JVM of a node that has just started has compiled what a search runs
 * through; the first searches of its users, which would take some ten times as long as later ones,
 * then find it warm. It searches the indexes there are for random vectors, so it begins when the
 * first documents come. While others search it does not. In the end it lets searches go before the
 * compilers, which always find something to do: from then on it gains little and may wait.
 *
 * <p>Searches again, though not as often, when much was merged: to build a graph, HotSpot drops
 * what it compiled for searches alone, which share code with it, and makes up for it only when
 * there are searches; and nobody has touched the new segment's files.
 */
final class Rehearsal implements Runnable {
  /**
   * HotSpot compiles with all its art what has been called 5,000 times, and much of the engine is
   * called once a search: on 2 cores a search took 8.5 ms at first, 2.5 ms after 5,000 others, 1.8
   * ms after 8,000.
   */
  private static final int SEARCHES = 10_000;

  /** After a merge; the first 50 took 8.5 ms, 2.5 after 300 and 1.7 after 500. */
  private static final int AGAIN = 500;

  /** Of the documents: when so many have been merged, searches may have to be compiled again. */
  private static final double MERGED = .5;

  private static final int AT_A_TIME = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

  private final String url;
  private final CountDownLatch over = new CountDownLatch(1);
  private Thread thread;
  private int left;

  private Rehearsal(String url, int searches) {
    this.url = url;
    this.left = searches;
  }

  /** Begins, on a thread that does not keep the process from ending. */
  static Rehearsal begin(String url) {
    return begin(url, SEARCHES);
  }

  /** Begins with so many searches. */
  static Rehearsal begin(String url, int searches) {
    var rehearsal = new Rehearsal(url, searches);
    rehearsal.thread = new Thread(rehearsal, "rehearsal");
    rehearsal.thread.setDaemon(true);
    rehearsal.thread.start();
    return rehearsal;
  }

  /** Ends it, and returns when no search of it is under way: a node that closes would complain. */
  void end() {
    over.countDown();
    try {
      thread.join(LONGEST_SEARCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What the node has done since it was started.
   *
   * @param searches of everybody
   * @param merging merges under way
   * @param merged documents of all merges
   * @param documents that there are
   */
  private record Figures(long searches, long merging, long merged, long documents) {
    static Figures of(Engine engine) throws IOException {
      JsonNode all = engine.call("GET", "/_stats/search,merge,docs", null).at("/_all/total");
      return new Figures(
          all.at("/search/query_total").asLong(),
          all.at("/merges/current").asLong(),
          all.at("/merges/total_docs").asLong(),
          all.at("/docs/count").asLong());
    }
  }

  @Override
  public void run() {
    try (Engine engine = Engine.at(url)) {
      var unasked = new RandomSearches(engine);
      long searches = 0;
      long merged = 0;
      while (!over.await((left > 0 ? PAUSE : WATCH).toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          Figures now = Figures.of(engine);
          if (left == 0 && now.merging == 0 && now.merged - merged > MERGED * now.documents) {
            left = AGAIN;
          }
          if (left > 0 && now.searches == searches) {
            rehearse(unasked);
            merged = now.merged;
            now = Figures.of(engine);
          }
          searches = now.searches;
        } catch (IOException e) {
          // The node is starting or closing: nobody waits for this.
        }
      }
    } catch (IOException e) {
      // So the connection was not closed well.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A few searches. */
  private void rehearse(RandomSearches unasked) throws IOException {
    left -= unasked.run(Math.min(left, AT_A_TIME), () -> over.getCount() == 0);
  }
}
