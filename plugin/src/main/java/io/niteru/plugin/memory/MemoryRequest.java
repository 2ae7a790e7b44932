package io.niteru.plugin.memory;

import java.io.IOException;
import org.opensearch.action.support.IndicesOptions;
import org.opensearch.action.support.broadcast.BroadcastRequest;
import org.opensearch.core.common.io.stream.StreamInput;

/** Asks for something to be done with the codes and graphs of indices, on all their shards. */
final class MemoryRequest extends BroadcastRequest<MemoryRequest> {
  MemoryRequest(String... indices) {
    super(indices, IndicesOptions.strictExpandOpen());
  }

  MemoryRequest(StreamInput in) throws IOException {
    super(in);
  }
}
