package io.niteru.plugin.rest;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.MediaTypeRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentBuilder;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.core.xcontent.XContentParser.Token;

/** Action lines of a bulk request in JSON. */
final class BulkActions {
  private static final String TYPE = "_type";
  private static final Set<String> WITH_DOCUMENT = Set.of("index", "create", "update");

  private BulkActions() {}

  /**
   * What a line says.
   *
   * @param document whether the next line belongs to it
   * @param typed whether it names a type
   */
  private record Action(boolean document, boolean typed) {
    static final Action NONE = new Action(false, false);
  }

  /**
   * The same request without {@code _type} in its actions; documents are left as they are, and so
   * is all from a line on that the bulk parser will refuse.
   */
  static BytesReference withoutTypes(BytesReference body) throws IOException {
    BytesRef bytes = body.toBytesRef();
    int end = bytes.offset + bytes.length;
    int copied = bytes.offset;
    BytesStreamOutput out = null;
    int from = bytes.offset;
    while (from < end) {
      int to = lineEnd(bytes.bytes, from, end);
      Action line = action(bytes.bytes, from, to);
      if (line == null) {
        break;
      }
      if (line.typed()) {
        byte[] action = withoutType(bytes.bytes, from, to);
        if (out == null) {
          out = new BytesStreamOutput(bytes.length);
        }
        out.write(bytes.bytes, copied, from - copied);
        out.write(action, 0, action.length);
        copied = to;
      }
      from = to + 1;
      if (line.document() && from < end) {
        from = lineEnd(bytes.bytes, from, end) + 1;
      }
    }
    if (out == null) {
      return body;
    }
    out.write(bytes.bytes, copied, end - copied);
    return out.bytes();
  }

  /** What the line says; null if it is none of a bulk request. */
  private static Action action(byte[] bytes, int from, int to) {
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            NamedXContentRegistry.EMPTY,
            DeprecationHandler.THROW_UNSUPPORTED_OPERATION,
            bytes,
            from,
            to - from)) {
      if (parser.nextToken() == null) {
        return Action.NONE; // an empty line
      }
      if (parser.currentToken() != Token.START_OBJECT || parser.nextToken() != Token.FIELD_NAME) {
        return null;
      }
      boolean document = WITH_DOCUMENT.contains(parser.currentName());
      return parser.nextToken() == Token.START_OBJECT
          ? new Action(document, namesType(parser))
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean namesType(XContentParser metadata) throws IOException {
    boolean typed = false;
    while (metadata.nextToken() != Token.END_OBJECT) {
      typed |= TYPE.equals(metadata.currentName());
      metadata.nextToken();
      metadata.skipChildren();
    }
    return typed;
  }

  private static byte[] withoutType(byte[] bytes, int from, int to) throws IOException {
    Map<String, Object> action =
        XContentHelper.convertToMap(
                new BytesArray(bytes, from, to - from), true, MediaTypeRegistry.JSON)
            .v2();
    for (Object metadata : action.values()) {
      if (metadata instanceof Map<?, ?> map) {
        map.remove(TYPE);
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
}
