package io.niteru.app.verify;

/**
 * What a recall may be, given that it was measured with so many queries and no more: Wilson's
 * interval of 95 %, 0 to 1. How much a query says follows from how different the queries are: the
 * neighbours of one are found or missed together, so they say less than as many of other queries.
 */
record Interval(double low, double high) {
  private static final double Z = 1.96;

  /**
   * Of a recall.
   *
   * @param found how many of the true nearest were found, for each query
   * @param wanted how many there are, for each query
   */
  static Interval of(int[] found, int[] wanted) {
    long hits = 0;
    long all = 0;
    int queries = 0;
    for (int q = 0; q < found.length; q++) {
      hits += found[q];
      all += wanted[q];
      queries += wanted[q] > 0 ? 1 : 0;
    }
    if (all == 0) {
      return new Interval(0, 1);
    }
    double recall = (double) hits / all;
    double deviations = 0;
    for (int q = 0; q < found.length; q++) {
      double deviation = found[q] - recall * wanted[q];
      deviations += deviation * deviation;
    }
    double variance =
        queries < 2 ? 0 : deviations * queries / (queries - 1.0) / ((double) all * all);
    // As many independent answers would vary as much; never fewer than queries, nor more than all.
    double answers = variance == 0 ? all : recall * (1 - recall) / variance;
    return wilson(recall, Math.clamp(answers, queries, all));
  }

  private static Interval wilson(double share, double n) {
    double middle = share + Z * Z / (2 * n);
    double width = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    double scale = 1 + Z * Z / n;
    return new Interval(
        Math.max(0, (middle - width) / scale), Math.min(1, (middle + width) / scale));
  }
}
