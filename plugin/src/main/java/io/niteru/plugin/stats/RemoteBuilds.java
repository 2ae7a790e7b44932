package io.niteru.plugin.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Graphs built on other machines: there are none, and so they are counted. */
final class RemoteBuilds {
  /** Their stats. */
  static final Map<String, Object> STATS =
      Map.of(
          "client_stats",
          zeros(
              "build_request_success_count",
              "build_request_failure_count",
              "status_request_success_count",
              "status_request_failure_count",
              "index_build_success_count",
              "index_build_failure_count",
              "index_build_merge_abort_exception",
              "index_build_terminal_exception",
              "waiting_time_in_ms"),
          "repository_stats",
          zeros(
              "write_success_count",
              "write_failure_count",
              "successful_write_time_in_millis",
              "read_success_count",
              "read_failure_count",
              "successful_read_time_in_millis"),
          "build_stats",
          zeros(
              "remote_index_build_flush_time_in_millis",
              "remote_index_build_current_merge_operations",
              "remote_index_build_current_flush_operations",
              "remote_index_build_current_merge_size",
              "remote_index_build_current_flush_size",
              "remote_index_build_merge_time_in_millis"));

  private RemoteBuilds() {}

  private static Map<String, Object> zeros(String... names) {
    Map<String, Object> zeros = new LinkedHashMap<>();
    Stream.of(names).forEach(name -> zeros.put(name, 0L));
    return zeros;
  }
}
