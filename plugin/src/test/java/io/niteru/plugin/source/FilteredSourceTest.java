package io.niteru.plugin.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.opensearch.common.xcontent.XContentFactory;
import org.opensearch.common.xcontent.XContentHelper;
import org.opensearch.common.xcontent.support.XContentMapValues;
import org.opensearch.core.common.bytes.BytesArray;
import org.opensearch.core.common.bytes.BytesReference;
import org.opensearch.core.xcontent.MediaTypeRegistry;

class FilteredSourceTest {
  private static final String[] NAMES = {"a", "b", "c"};
  private static final Set<String> VECTORS = Set.of("a", "b.a", "c.b.a");
  private static final String[][] FILTERS = {
    {"a"}, {"b.a"}, {"b"}, {"c"}, {"*.a"}, {"c.b"}, {"a", "b", "c"}, {"b.*"}, {"*"}, {"b.c", "a"}
  };

  private final Random random = new Random(5);
  private final Map<String, List<ParsedVector>> vectors = new HashMap<>();

  @Test
  void allVectorsComeBackAndNothingElseThatTheMappingExcludes() throws IOException {
    int kept = 0;
    for (int i = 0; i < 3_000; i++) {
      vectors.clear();
      Map<String, Object> sent = object("", 0);
      String[] patterns = FILTERS[random.nextInt(FILTERS.length)];
      boolean includes = random.nextInt(4) == 0;
      String[] none = {};
      Map<String, Object> seen =
          includes
              ? XContentMapValues.filter(sent, patterns, none)
              : XContentMapValues.filter(sent, none, patterns);

      BytesReference json = json(sent);
      BytesRef filtered = json(seen).toBytesRef();
      BytesRef text = FilteredSource.whole(json, filtered, vectors.keySet()).orElse(filtered);
      List<MaskedSource.Hole> holes = JsonVectors.find(text, vectors);

      assertThat(holes).hasSize(vectors.values().stream().mapToInt(List::size).sum());
      Map<String, Object> whole = restored(MaskedSource.mask(text, holes));
      assertThat(vectorsOf(whole)).as("%s", whole).isEqualTo(vectorsOf(sent));
      // What else there is more of than readers see are empty objects.
      assertThat(leaves(whole)).isEqualTo(leaves(seen));
      kept += text == filtered ? 0 : 1;
    }
    assertThat(kept).isGreaterThan(1_000);
  }

  private Map<String, Object> object(String path, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : NAMES) {
      String full = path.isEmpty() ? name : path + "." + name;
      int kind = random.nextInt(4);
      if (VECTORS.contains(full)) {
        if (kind > 0) {
          map.put(name, vector(full));
        }
      } else if (kind == 1) {
        map.put(name, random.nextBoolean() ? "te\"xt, {[" : random.nextInt(100));
      } else if (kind > 1 && depth < 3) {
        map.put(name, kind == 2 ? object(full, depth + 1) : objects(full, depth + 1));
      }
    }
    return map;
  }

  private List<Object> objects(String path, int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      list.add(object(path, depth));
    }
    return list;
  }

  private List<Double> vector(String path) {
    List<ParsedVector> all = vectors.computeIfAbsent(path, p -> new ArrayList<>());
    float[] values = {all.size() + .5f, random.nextInt(100) + .25f};
    all.add(new ParsedVector(values, all.size()));
    return List.of((double) values[0], (double) values[1]);
  }

  private static BytesReference json(Map<String, Object> map) throws IOException {
    return BytesReference.bytes(XContentFactory.jsonBuilder().map(map));
  }

  private Map<String, Object> restored(BytesRef masked) throws IOException {
    byte[] json =
        MaskedSource.restore(
            masked.bytes,
            0,
            (field, doc) -> vectors.get(field).get(-doc).value(),
            WantedFields.ALL);
    return XContentHelper.convertToMap(new BytesArray(json), true, MediaTypeRegistry.JSON).v2();
  }

  /** By path, in their order. */
  private static Map<String, List<Object>> vectorsOf(Map<String, Object> source) {
    Map<String, List<Object>> found = new HashMap<>();
    collect(source, "", found);
    return found;
  }

  private static void collect(Object value, String path, Map<String, List<Object>> found) {
    if (VECTORS.contains(path)) {
      found.computeIfAbsent(path, p -> new ArrayList<>()).add(value);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, v) -> collect(v, path.isEmpty() ? "" + name : path + "." + name, found));
    } else if (value instanceof List<?> list) {
      list.forEach(v -> collect(v, path, found));
    }
  }

  /** All that are neither objects, nor arrays, nor vectors. */
  private static List<String> leaves(Map<String, Object> source) {
    List<String> found = new ArrayList<>();
    leaves(source, "", found);
    return found;
  }

  private static void leaves(Object value, String path, List<String> found) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, v) -> leaves(v, path.isEmpty() ? "" + name : path + "." + name, found));
    } else if (VECTORS.contains(path)) {
      return;
    } else if (value instanceof List<?> list) {
      list.forEach(v -> leaves(v, path, found));
    } else {
      found.add(path + "=" + value);
    }
  }
}
