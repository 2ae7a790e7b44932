package io.niteru.plugin.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.XContentBuilder;

/** Action lines of a bulk request in JSON. */
final class BulkActions {
  private static final byte[] TYPE = "\"_type\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DELETE = "\"delete\"".getBytes(StandardCharsets.UTF_8);

  private BulkActions() {}

  /** The same request without {@code _type} in its actions; documents are left as they are. */
  static BytesReference withoutTypes(BytesReference body) throws IOException {
    BytesRef bytes = body.toBytesRef();
    int end = bytes.offset + bytes.length;
    int copied = bytes.offset;
    BytesStreamOutput out = null;
    int from = bytes.offset;
    while (from < end) {
      int to = lineEnd(bytes.bytes, from, end);
      if (contains(bytes.bytes, from, to, TYPE)) {
        byte[] action = withoutType(bytes.bytes, from, to);
        if (out == null) {
          out = new BytesStreamOutput(bytes.length);
        }
        out.write(bytes.bytes, copied, from - copied);
        out.write(action, 0, action.length);
        copied = to;
      }
      boolean document = to > from && !contains(bytes.bytes, from, to, DELETE);
      from = to + 1;
      if (document && from < end) {
        from = lineEnd(bytes.bytes, from, end) + 1;
      }
    }
    if (out == null) {
      return body;
    }
    out.write(bytes.bytes, copied, end - copied);
    return out.bytes();
  }

  private static byte[] withoutType(byte[] bytes, int from, int to) throws IOException {
    Map<String, Object> action =
        XContentHelper.convertToMap(
                new BytesArray(bytes, from, to - from), true, MediaTypeRegistry.JSON)
            .v2();
    for (Object metadata : action.values()) {
      if (metadata instanceof Map<?, ?> map) {
        map.remove("_type");
      }
    }
    try (XContentBuilder builder = JsonXContent.contentBuilder()) {
      return BytesReference.toBytes(BytesReference.bytes(builder.map(action)));
    }
  }

  private static int lineEnd(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  private static boolean contains(byte[] bytes, int from, int to, byte[] text) {
    for (int i = from; i <= to - text.length; i++) {
      if (Arrays.equals(bytes, i, i + text.length, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }
}
