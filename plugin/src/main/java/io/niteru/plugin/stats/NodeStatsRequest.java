package io.niteru.plugin.stats;

import java.io.IOException;
import java.util.Set;
import org.opensearch.core.common.io.stream.StreamInput;
import org.opensearch.core.common.io.stream.StreamOutput;
import org.opensearch.transport.TransportRequest;

/** Asks one node for stats. */
final class NodeStatsRequest extends TransportRequest {
  private final Set<String> stats;

  NodeStatsRequest(Set<String> stats) {
    this.stats = stats;
  }

  NodeStatsRequest(StreamInput in) throws IOException {
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
