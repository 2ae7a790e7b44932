package io.niteru.bench.article;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** Watches whether the engine merges, from when it is made until there is nothing left to merge. */
public final class Settling {
  private static final Duration POLL = Duration.ofSeconds(1);

  /**
   * Looks without a merge after which there will be none: one leads to the next, and the last comes
   * when nobody has written for half a minute.
   */
  private static final int QUIET_LOOKS = 45;

  private static final Duration LONGEST = Duration.ofHours(2);

  private final ArticleIndex index;
  private final int quietLooks;
  private final long start = System.nanoTime();
  private long looked = start;
  private long ended = start;
  private int quiet;

  /** Begins to watch. */
  public Settling(ArticleIndex index) throws IOException {
    this(index, QUIET_LOOKS);
  }

  /** Begins to watch, until so many looks have seen no merge. */
  Settling(ArticleIndex index, int quietLooks) throws IOException {
    this.index = index;
    this.quietLooks = quietLooks;
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
    while (quiet < quietLooks) {
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
