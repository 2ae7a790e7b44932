package io.niteru.plugin.stats;

import java.io.IOException;
import java.util.Map;
import org.opensearch.action.support.nodes.BaseNodeResponse;
import org.opensearch.cluster.node.DiscoveryNode;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;

/** The stats of one node. */
final class NodeStatsResponse extends BaseNodeResponse {
  private final Map<String, Object> stats;

  NodeStatsResponse(DiscoveryNode node, Map<String, Object> stats) {
    super(node);
    this.stats = stats;
  }

  NodeStatsResponse(StreamInput in) throws IOException {
    super(in);
    this.stats = in.readMap();
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    out.writeMap(stats);
  }

  Map<String, Object> stats() {
    return stats;
  }
}
