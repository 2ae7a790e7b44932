package io.niteru.plugin.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Finds where the vectors of a parsed document stand in its JSON. It reads what OpenSearch reads,
 * comments included. A field's arrays in the text and its vectors in the parsed documents come in
 * the same order, so the n-th of one is the n-th of the other; where one of them differs in a
 * single number, or their count does, nothing is said of the field. One instance reads one text.
 */
final class JsonVectors {
  /** As {@code JsonXContent} has it; what was accepted there is not refused for its size here. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final Map<String, Iterator<ParsedVector>> left = new HashMap<>();
  private final Set<String> different = new HashSet<>();
  private final List<MaskedSource.Hole> found = new ArrayList<>();

  private JsonVectors(JsonParser parser, Map<String, List<ParsedVector>> vectors) {
    this.parser = parser;
    vectors.forEach((field, values) -> left.put(field, values.iterator()));
  }

  /**
   * Where the vectors stand, in the order of the text. Arrays of objects on the way to a field are
   * looked into, each element in turn.
   *
   * @param source a JSON object
   * @param vectors of each field, in the order of the document
   */
  static List<MaskedSource.Hole> find(BytesRef source, Map<String, List<ParsedVector>> vectors) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), source.bytes, source.offset, source.length)) {
      JsonVectors scan = new JsonVectors(parser, vectors);
      parser.nextToken();
      // Text in UTF-16 is read by characters, whose bytes the parser does not count.
      if (parser.currentTokenLocation().getByteOffset() < 0) {
        return List.of();
      }
      scan.value("");
      return scan.found();
    }
  }

  private List<MaskedSource.Hole> found() {
    left.forEach((field, vectors) -> {
      if (vectors.hasNext()) {
        different.add(field);
      }
    });
    found.removeIf(hole -> different.contains(hole.text().field()));
    return found;
  }

  private void value(String path) {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(path);
      case START_ARRAY -> array(path);
      case VALUE_STRING -> text(path);
      default -> {}
    }
  }

  private void object(String path) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (!parser.nextToken().isNumeric()) {
        value(path.isEmpty() ? name : path + "." + name);
      }
    }
  }

  private void array(String path) {
    int start = start();
    if (left.containsKey(path) && !different.contains(path)) {
      ParsedVector vector = next(path);
      if (vector != null && vector.isArray(parser)) {
        found.add(hole(path, start, start() + 1, false, vector));
        return;
      }
      different.add(path);
      if (vector != null && parser.currentToken() == JsonToken.END_ARRAY) {
        return;
      }
      if (vector != null) {
        element(path);
      }
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element(path);
    }
  }

  /** A string within an array is a number, if it belongs to a vector. */
  private void element(String path) {
    if (parser.currentToken().isStructStart()) {
      value(path);
    }
  }

  private void text(String path) {
    if (left.containsKey(path)) {
      int start = start();
      ParsedVector vector = next(path);
      if (vector != null && vector.isBase64(parser)) {
        int end = (int) parser.currentLocation().getByteOffset();
        found.add(hole(path, start, end, true, vector));
      } else {
        different.add(path);
      }
    }
  }

  private ParsedVector next(String path) {
    Iterator<ParsedVector> vectors = left.get(path);
    return vectors.hasNext() ? vectors.next() : null;
  }

  private int start() {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static MaskedSource.Hole hole(
      String field, int start, int end, boolean base64, ParsedVector vector) {
    return new MaskedSource.Hole(new VectorText(field, start, end, base64), vector.distance());
  }
}
