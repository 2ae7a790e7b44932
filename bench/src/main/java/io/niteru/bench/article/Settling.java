package io.niteru.bench.article;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;

/** Waits until the engine has merged all that it wants to merge. */
public final class Settling {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Looks without a merge after which there will be none: one leads to the next. */
  private static final int QUIET_LOOKS = 5;

  private static final Duration LONGEST = Duration.ofHours(2);

  private Settling() {}

  /** Returns when merges have ended, with how many seconds that took. */
  public static double await(ArticleIndex index, PrintWriter log) throws IOException {
    long start = System.nanoTime();
    long ended = start;
    for (int quiet = 0; quiet < QUIET_LOOKS; ) {
      int merges = index.merges();
      quiet = merges == 0 ? quiet + 1 : 0;
      ended = merges == 0 ? ended : System.nanoTime();
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        log.println("merges still run; no longer waited for");
        return (System.nanoTime() - start) / 1e9;
      }
      Pause.of(POLL);
    }
    return (ended - start) / 1e9;
  }
}
