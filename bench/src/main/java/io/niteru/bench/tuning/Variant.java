package io.niteru.bench.tuning;

import io.niteru.core.graph.BuildTuning;
import io.niteru.core.search.SearchTuning;
import java.util.ArrayList;
import java.util.List;

/**
 * One constant changed.
 *
 * @param constant its name; empty if none is
 * @param factor what it is multiplied with
 * @param search constants of searches
 * @param build constants of builds
 */
public record Variant(String constant, double factor, SearchTuning search, BuildTuning build) {
  /** Nothing changed. */
  public static final Variant NONE = new Variant("", 1, SearchTuning.DEFAULT, BuildTuning.DEFAULT);

  private static final double[] FACTORS = {.5, 2};

  /** Half and twice of each constant of searches. */
  public static List<Variant> ofSearches() {
    List<Variant> variants = new ArrayList<>();
    for (String name : Scaled.names(SearchTuning.class)) {
      for (double factor : FACTORS) {
        SearchTuning search = Scaled.copy(SearchTuning.DEFAULT, name, factor);
        variants.add(new Variant(name, factor, search, BuildTuning.DEFAULT));
      }
    }
    return variants;
  }

  /** Half and twice of each constant of builds. */
  public static List<Variant> ofBuilds() {
    List<Variant> variants = new ArrayList<>();
    for (String name : Scaled.names(BuildTuning.class)) {
      for (double factor : FACTORS) {
        BuildTuning build = Scaled.copy(BuildTuning.DEFAULT, name, factor);
        variants.add(new Variant(name, factor, SearchTuning.DEFAULT, build));
      }
    }
    return variants;
  }
}
