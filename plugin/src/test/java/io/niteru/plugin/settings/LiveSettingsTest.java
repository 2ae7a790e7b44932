package io.niteru.plugin.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;

class LiveSettingsTest {
  private static final String THREADS = "knn.algo_param.index_thread_qty";
  private static final String LIMIT = "knn.memory.circuit_breaker.limit";

  @Test
  void theNumberOfThreadsFollowsTheCluster() {
    var live = new LiveSettings(Settings.EMPTY);
    int processors = Math.min(Runtime.getRuntime().availableProcessors(), 32);
    assertThat(live.indexThreads()).isEqualTo(processors);
    ClusterSettings cluster = cluster(live);
    cluster.applySettings(Settings.builder().put(THREADS, 7).build());
    assertThat(live.indexThreads()).isEqualTo(7);
    cluster.applySettings(Settings.EMPTY);
    assertThat(live.indexThreads()).isEqualTo(processors);
  }

  @Test
  void aNodeStartsWithItsOwnSettings() {
    assertThat(new LiveSettings(Settings.builder().put(THREADS, 3).build()).indexThreads())
        .isEqualTo(3);
  }

  @Test
  void theLimitIsThatOfTheNodesTierWhereThereIsOne() {
    Settings limits = Settings.builder().put(LIMIT, "1mb").put(LIMIT + ".big", "8mb").build();
    for (String tier : new String[] {"big", "small"}) {
      var live = new LiveSettings(Settings.builder().put("node.attr.knn_cb_tier", tier).build());
      cluster(live).applySettings(limits);
      assertThat(live.limit().getMb()).isEqualTo(tier.equals("big") ? 8 : 1);
      assertThat(live.exceeds(2 << 20)).isEqualTo(tier.equals("small"));
    }
  }

  private static ClusterSettings cluster(LiveSettings live) {
    Set<Setting<?>> settings = new HashSet<>(ClusterSettings.BUILT_IN_CLUSTER_SETTINGS);
    settings.addAll(ClusterKnnSettings.all());
    var cluster = new ClusterSettings(Settings.EMPTY, settings);
    live.follow(cluster);
    return cluster;
  }
}
