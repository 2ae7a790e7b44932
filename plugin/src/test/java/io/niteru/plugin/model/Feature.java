package io.niteru.plugin.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** What a run is made of, so that one may leave a part out: {@code -Dniteru.model.without=A,B}. */
enum Feature {
  /** Smallest sizes of graphs other than none. */
  GRAPHS,
  /** Changes of settings, but for sizes of graphs. */
  SETTINGS,
  /** Removing documents, each or by query. */
  DELETES,
  /** Updates of all kinds. */
  UPDATES,
  /** Split, shrink, clone, reindex. */
  COPIES,
  /** Refresh, flush, merges, close and open. */
  MAINTENANCE,
  /** Restart and kill. */
  STOPS,
  /** Filters of {@code knn}. */
  FILTERS,
  /** Filters of nested {@code knn} that ask of other objects than the one with the vector. */
  NESTED_FILTERS,
  /** All within a radius. */
  RADIUS,
  /** Scores by scripts. */
  SCRIPTS,
  /** Beams that may miss some. */
  WALKS,
  /** {@code _source} and {@code _get}. */
  SOURCE;

  /** All but those that a list names. */
  static Set<Feature> without(String names) {
    Set<Feature> features = EnumSet.allOf(Feature.class);
    Arrays.stream(names.split(","))
        .filter(name -> !name.isBlank())
        .map(Feature::valueOf)
        .forEach(features::remove);
    return features;
  }
}
