package io.niteru.plugin.stats;

import java.io.IOException;
import java.util.Set;
import org.opensearch.action.support.nodes.BaseNodesRequest;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;

/** Asks nodes for stats. */
final class StatsRequest extends BaseNodesRequest<StatsRequest> {
  private final Set<String> stats;

  /**
   * A request.
   *
   * @param nodes ids, names or other filters; none for all nodes
   * @param stats names
   */
  StatsRequest(String[] nodes, Set<String> stats) {
    super(nodes);
    this.stats = Set.copyOf(stats);
  }

  StatsRequest(StreamInput in) throws IOException {
    super(in);
    this.stats = in.readSet(StreamInput::readString);
  }

  @Override
  public void writeTo(StreamOutput out) throws IOException {
    super.writeTo(out);
    out.writeStringCollection(stats);
  }

  Set<String> stats() {
    return stats;
  }
}
