package io.niteru.plugin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class MaskedSourceTest {
  @Test
  void whatWasTakenOutIsPutBackWhereItStood() throws IOException {
    String json = "{\"é\":1,\"v\": [1.5,-2.0], \"n\":[{\"w\":[3.0]},{\"w\":[4.0E-8]}] }\n";
    MaskedSource.Vectors vectors =
        (field, doc) ->
            switch (field + doc) {
              case "v10" -> new float[] {1.5f, -2};
              case "w8" -> new float[] {3};
              case "w9" -> new float[] {4e-8f};
              default -> throw new AssertionError(field + doc);
            };
    byte[] masked =
        mask(
            json,
            hole(json, "v", "[1.5,-2.0]", 0),
            hole(json, "w", "[3.0]", 2),
            hole(json, "w", "[4.0E-8]", 1));
    assertThat(MaskedSource.isMasked(masked, 0, masked.length)).isTrue();
    assertThat(new String(masked, StandardCharsets.UTF_8)).doesNotContain("1.5");
    assertThat(restore(masked, vectors, WantedFields.ALL)).isEqualTo(json);
  }

  @Test
  void aVectorNobodyLooksAtIsNotRead() throws IOException {
    String json = "{\"v\":[1.0],\"a\":2}";
    byte[] masked = mask(json, hole(json, "v", "[1.0]", 0));
    WantedFields wanted = new WantedFields(new String[0], new String[] {"v"});
    MaskedSource.Vectors none =
        (field, doc) -> {
          throw new AssertionError("read " + field);
        };
    assertThat(restore(masked, none, wanted)).isEqualTo("{\"v\":null,\"a\":2}");
  }

  @Test
  void everyFloatComesBackAsItself() throws IOException {
    Random random = new Random(1);
    float[] vector = new float[10_000];
    for (int i = 0; i < vector.length; i++) {
      float any = Float.intBitsToFloat(random.nextInt());
      vector[i] = Float.isFinite(any) ? any : -Float.MIN_NORMAL;
    }
    String json = "{\"v\":[0]}";
    byte[] masked = mask(json, hole(json, "v", "[0]", 0));
    String text = restore(masked, (field, doc) -> vector, WantedFields.ALL);
    String[] numbers = text.substring(6, text.length() - 2).split(",");
    assertThat(numbers).hasSize(vector.length);
    for (int i = 0; i < vector.length; i++) {
      assertThat(Float.parseFloat(numbers[i])).isEqualTo(vector[i]);
    }
  }

  @Test
  void bytesAndBase64ComeBackAsTheyStood() throws IOException {
    String json = "{\"v\":[-128,0,127],\"w\":\"AACAPw==\",\"x\":\"/wE=\"}";
    MaskedSource.Vectors vectors =
        (field, doc) ->
            switch (field) {
              case "v" -> new byte[] {-128, 0, 127};
              case "w" -> new float[] {1};
              default -> new byte[] {-1, 1};
            };
    byte[] masked =
        mask(
            json,
            hole(json, "v", "[-128,0,127]", 0),
            hole(json, "w", "\"AACAPw==\"", 3),
            hole(json, "x", "\"/wE=\"", 0));
    assertThat(restore(masked, vectors, WantedFields.ALL)).isEqualTo(json);
  }

  @Test
  void plainSourcesAreNotTakenForMaskedOnes() {
    for (String plain : Set.of("{}", "", "{\"v\":[1]}", "---\na: b", ":)\n")) {
      byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
      assertThat(MaskedSource.isMasked(bytes, 0, bytes.length)).isFalse();
    }
  }

  private static byte[] mask(String json, MaskedSource.Hole... holes) throws IOException {
    BytesRef masked = MaskedSource.mask(new BytesRef(json), List.of(holes));
    return BytesRef.deepCopyOf(masked).bytes;
  }

  private static String restore(byte[] masked, MaskedSource.Vectors vectors, WantedFields wanted)
      throws IOException {
    return new String(MaskedSource.restore(masked, 10, vectors, wanted), StandardCharsets.UTF_8);
  }

  private static MaskedSource.Hole hole(String json, String field, String text, int distance) {
    byte[] before = json.substring(0, json.indexOf(text)).getBytes(StandardCharsets.UTF_8);
    int start = before.length;
    return new MaskedSource.Hole(
        new VectorText(field, start, start + text.length(), text.startsWith("\"")), distance);
  }
}
