package io.niteru.plugin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentParser;

/** Random JSON with vectors, comments, odd spaces and names: all of it comes back. */
class RandomSourceTest {
  private static final int DOCUMENTS = 20_000;
  private static final List<String> FILLING =
      List.of("", "", "", " ", "\n\t", "\r\n", "/*]*/", "/*[1,{\"v\":[*/", "//\"}\n", "// '\n ");
  private static final List<String> OTHERS =
      List.of(
          "1",
          "-2.50",
          "true",
          "null",
          "\"]\"",
          "\"/*\"",
          "\"\\\"[1,\\\\\"",
          "[]",
          "{}",
          "[[1],2]",
          "[{\"v\":7},\"//\"]",
          "{\"v\":[1,2/*,3*/],\"é\":\"\\u00e9\"}");

  private final Random random = new Random(4);
  private final Map<String, List<ParsedVector>> vectors = new HashMap<>();
  private int names;

  @Test
  void whatComesBackIsWhatAParserReads() throws IOException {
    int masked = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      vectors.clear();
      names = 0;
      String json = filling() + object("", 0) + filling();
      BytesRef source = new BytesRef(json);
      List<MaskedSource.Hole> holes = JsonVectors.find(source, vectors);
      assertThat(holes).as(json).hasSize(vectors.values().stream().mapToInt(List::size).sum());
      byte[] restored =
          MaskedSource.restore(
              BytesRef.deepCopyOf(MaskedSource.mask(source, holes)).bytes,
              0,
              (field, doc) -> vectors.get(field).get(-doc).value(),
              WantedFields.ALL);
      assertThat(parse(restored)).as(json).isEqualTo(parse(json.getBytes(StandardCharsets.UTF_8)));
      masked += holes.size();
    }
    assertThat(masked).isGreaterThan(DOCUMENTS);
  }

  private String object(String path, int depth) {
    List<String> members = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      String name = "k" + names++;
      String key = name.replace("k", random.nextInt(4) == 0 ? "\\u006b" : "k");
      String field = path.isEmpty() ? name : path + "." + name;
      members.add(filling() + '"' + key + '"' + filling() + ":" + value(field, depth));
    }
    return "{" + String.join(",", members) + filling() + "}";
  }

  private String value(String field, int depth) {
    String value =
        switch (random.nextInt(depth < 3 ? 6 : 3)) {
          case 0, 1 -> vector(field);
          case 2 -> OTHERS.get(random.nextInt(OTHERS.size()));
          case 3 -> "[" + object(field, depth + 1) + "," + object(field, depth + 1) + "]";
          default -> object(field, depth + 1);
        };
    return filling() + value + filling();
  }

  private String vector(String field) {
    boolean ofBytes = random.nextBoolean();
    int length = 1 + random.nextInt(5);
    float[] floats = new float[length];
    byte[] bytes = new byte[length];
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      floats[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
      bytes[i] = (byte) random.nextInt();
      String number = ofBytes ? "" + bytes[i] : "" + floats[i];
      numbers.add(filling() + number + filling());
    }
    List<ParsedVector> known = vectors.computeIfAbsent(field, _ -> new ArrayList<>());
    known.add(new ParsedVector(ofBytes ? bytes : floats, known.size()));
    if (random.nextInt(5) == 0) {
      byte[] base64 = VectorPrinter.encode(ofBytes ? bytes : floats);
      return '"' + new String(base64, StandardCharsets.US_ASCII) + '"';
    }
    return "[" + String.join(",", numbers) + "]";
  }

  private String filling() {
    return FILLING.get(random.nextInt(FILLING.size()));
  }

  /** As OpenSearch parses it, numbers of vectors as floats. */
  private static Object parse(byte[] json) throws IOException {
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            NamedXContentRegistry.EMPTY, DeprecationHandler.THROW_UNSUPPORTED_OPERATION, json)) {
      return asFloats(parser.map());
    }
  }

  private static Object asFloats(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<Object, Object> copy = new HashMap<>();
        map.forEach((key, v) -> copy.put(key, asFloats(v)));
        yield copy;
      }
      case List<?> list -> list.stream().map(RandomSourceTest::asFloats).toList();
      case Number number -> number.floatValue();
      case null -> "null";
      default -> value;
    };
  }
}
