package io.niteru.plugin.metrics;

import java.util.Locale;

/** What a node counts, from its start on. Named in lower case in stats, where it is one of them. */
public enum Counter {
  /** Searches with a {@code knn} query that asks for {@code k} hits. */
  KNN_QUERY_REQUESTS,
  /** Those of them with a filter. */
  KNN_QUERY_WITH_FILTER_REQUESTS,
  /** Searches with a {@code knn} query that asks for hits from some score on. */
  MIN_SCORE_QUERY_REQUESTS,
  /** Those of them with a filter. */
  MIN_SCORE_QUERY_WITH_FILTER_REQUESTS,
  /** Searches with a {@code knn} query that asks for hits up to some distance. */
  MAX_DISTANCE_QUERY_REQUESTS,
  /** Those of them with a filter. */
  MAX_DISTANCE_QUERY_WITH_FILTER_REQUESTS,
  /** Shards searched with a {@code knn} query. */
  GRAPH_QUERY_REQUESTS,
  /** Shards among them that failed. */
  GRAPH_QUERY_ERRORS,
  /** Graphs begun. */
  GRAPH_INDEX_REQUESTS,
  /** Graphs among them that were not finished. */
  GRAPH_INDEX_ERRORS,
  /** Scripts of language {@code knn} compiled. */
  SCRIPT_COMPILATIONS,
  /** Scripts of language {@code knn} that could not be. */
  SCRIPT_COMPILATION_ERRORS,
  /** Shards searched with such a script. */
  SCRIPT_QUERY_REQUESTS,
  /** Shards among them that failed. */
  SCRIPT_QUERY_ERRORS,
  /** Fields of segments that a warm-up loaded. */
  LOAD_SUCCESS_COUNT,
  /** Shards that a warm-up could not load. */
  LOAD_EXCEPTION_COUNT,
  /** Time that loading took, in nanoseconds. */
  TOTAL_LOAD_TIME,
  /** Fields of segments let go when the cache was cleared. */
  EVICTION_COUNT,
  /** Files of vectors compared with their checksum. */
  CHECKED_FILES,
  /** Files among them that were damaged. */
  DAMAGED_FILES,
  /** Flushes of vectors. */
  REFRESH_TOTAL,
  /** Time they took, in milliseconds. */
  REFRESH_MILLIS,
  /** Merges of vectors under way. */
  MERGE_CURRENT,
  /** Vectors in them. */
  MERGE_CURRENT_DOCS,
  /** Bytes of these vectors. */
  MERGE_CURRENT_BYTES,
  /** Merges of vectors ended. */
  MERGE_TOTAL,
  /** Time they took, in milliseconds. */
  MERGE_MILLIS,
  /** Vectors in them. */
  MERGE_TOTAL_DOCS,
  /** Bytes of these vectors. */
  MERGE_TOTAL_BYTES;

  /** The name in stats. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
