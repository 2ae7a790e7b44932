package io.niteru.plugin.stats;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.action.FailedNodeException;
import org.opensearch.action.support.nodes.BaseNodesResponse;
import org.opensearch.cluster.ClusterName;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.core.xcontent.ToXContentFragment;
import org.opensearch.core.xcontent.XContentBuilder;

/** The stats of all nodes that were asked, and those of the cluster. */
final class StatsResponse extends BaseNodesResponse<NodeStatsResponse>
    implements ToXContentFragment {
  private final Map<String, Object> cluster;

  StatsResponse(
      ClusterName name,
      List<NodeStatsResponse> nodes,
      List<FailedNodeException> failures,
      Map<String, Object> cluster) {
    super(name, nodes, failures);
    this.cluster = cluster;
  }

  StatsResponse(StreamInput in) throws IOException {
    super(in);
    this.cluster = in.readMap();
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    out.writeMap(cluster);
  }

  @Override
  protected List<NodeStatsResponse> readNodesFrom(StreamInput in) throws IOException {
    return in.readList(NodeStatsResponse::new);
  }

  @Override
  protected void writeNodesTo(StreamOutput out, List<NodeStatsResponse> nodes) throws IOException {
    out.writeList(nodes);
  }

  @Override
  public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
    builder.mapContents(cluster);
    builder.startObject("nodes");
    for (NodeStatsResponse node : getNodes()) {
      builder.field(node.getNode().getId(), node.stats());
    }
    return builder.endObject();
  }
}
