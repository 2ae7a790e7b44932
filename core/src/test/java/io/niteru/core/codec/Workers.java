package io.niteru.core.codec;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Threads for merges of tests; they end with the process. */
public final class Workers {
  /** As many as are asked for. */
  public static final Executor POOL =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("worker-", 0).factory());

  private Workers() {}
}
