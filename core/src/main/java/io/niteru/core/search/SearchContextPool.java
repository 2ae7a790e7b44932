package io.niteru.core.search;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Keeps what searches of a segment need for those to come: for no more at a time than there are
 * processors, none that an unusual search made large, and only until memory runs short. Safe for
 * all threads.
 */
final class SearchContextPool {
  /** Bytes. A beam of 10,000, or a scan that keeps as many candidates, takes more. */
  static final long LARGEST = 384 << 10;

  private final int most = Runtime.getRuntime().availableProcessors();
  private final ConcurrentLinkedQueue<SoftReference<SearchContext>> idle =
      new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Supplier<SearchContext> maker;

  /** An empty pool; {@code maker} makes what it lacks. */
  SearchContextPool(Supplier<SearchContext> maker) {
    this.maker = maker;
  }

  /** One that nobody else uses until it is given back. */
  SearchContext take() {
    for (var next = idle.poll(); next != null; next = idle.poll()) {
      count.decrementAndGet();
      SearchContext context = next.get();
      if (context != null) {
        return context;
      }
    }
    return maker.get();
  }

  /** Takes one back. */
  void give(SearchContext context) {
    if (context.grown() > LARGEST) {
      return;
    }
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
    } else {
      idle.add(context.reference);
    }
  }

  /** How many wait for the next search. */
  int idle() {
    return count.get();
  }
}
