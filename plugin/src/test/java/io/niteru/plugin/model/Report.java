package io.niteru.plugin.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts comparisons and keeps what they found. For one thread. */
final class Report {
  private static final int MOST = 12;

  private final List<String> discrepancies = new ArrayList<>();
  private long comparisons;
  private int failed;

  /** A comparison, and what to say if it fails. */
  void check(boolean agrees, Supplier<String> discrepancy) {
    comparisons++;
    if (!agrees) {
      failed++;
      if (discrepancies.size() < MOST) {
        discrepancies.add(discrepancy.get());
      }
    }
  }

  long comparisons() {
    return comparisons;
  }

  /** How many failed. */
  int failed() {
    return failed;
  }

  /** The first of those that failed. */
  List<String> discrepancies() {
    return discrepancies;
  }
}
