package io.niteru.bench.article;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** Watches whether the engine merges, from when it is made until there is nothing left to merge. */
public final class Settling {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Looks without a merge after which there will be none: one leads to the next. */
  private static final int QUIET_LOOKS = 5;

  private static final Duration LONGEST = Duration.ofHours(2);

  private final ArticleIndex index;
  private final long start = System.nanoTime();
  private long looked = start;
  private long ended = start;
  private int quiet;

  /** Begins to watch. */
  public Settling(ArticleIndex index) throws IOException {
    this.index = index;
    look();
  }

  /** To be called while something else goes on: looks if that was not done for a second. */
  void watch() throws IOException {
    if (System.nanoTime() - looked > POLL.toNanos()) {
      look();
    }
  }

  /**
   * Returns when merges have ended.
   *
   * @return seconds from when watching began until then, 0 if there were none
   */
  public double await(PrintWriter log) throws IOException {
    while (quiet < QUIET_LOOKS) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        log.println("merges still run; no longer waited for");
        break;
      }
      Pause.of(POLL);
      look();
    }
    return (ended - start) / 1e9;
  }

  private void look() throws IOException {
    boolean merging = index.merges() > 0;
    looked = System.nanoTime();
    quiet = merging ? 0 : quiet + 1;
    ended = merging ? looked : ended;
  }
}
