package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.NestedDocs.Doc;
import io.niteru.plugin.node.NestedFilters.Filter;
import io.niteru.plugin.node.NestedFilters.Place;
import io.niteru.plugin.node.RunningNode.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filters of k-NN queries within {@code nested}, compared with what they mean. */
class NestedFilterTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static final int FILTERS = 80;
  private static final String INNER =
      "\"inner_hits\": {\"size\": 100, \"name\": \"inner\", \"_source\": false},";
  private static final List<Doc> DOCS = new ArrayList<>();

  @BeforeAll
  static void load() {
    NestedDocs docs = new NestedDocs(new Random(27));
    IntStream.range(0, 90).mapToObj(docs::doc).forEach(DOCS::add);
    for (String method : List.of("hnsw", "flat")) {
      ok(NODE.put("/" + method, NestedDocs.MAPPING.replace("METHOD", method)));
      for (int part = 0; part < 3; part++) {
        String bulk = NestedDocs.bulk(DOCS.subList(part * 30, part * 30 + 30));
        assertThat(ok(NODE.post("/" + method + "/_bulk?refresh=true", bulk)).text())
            .contains("\"errors\":false");
      }
    }
    // Some are deleted, some replaced, so that blocks that do not count lie between the others.
    IntStream.range(0, 90).filter(i -> i % 7 == 0).forEach(i -> DOCS.set(i, docs.doc(i)));
    List<Doc> replaced =
        IntStream.range(0, 90).filter(i -> i % 7 == 0).mapToObj(DOCS::get).toList();
    DOCS.removeIf(doc -> doc.id() % 7 == 3);
    for (String method : List.of("hnsw", "flat")) {
      String deletes =
          IntStream.range(0, 90)
              .filter(i -> i % 7 == 3)
              .mapToObj(i -> "{\"delete\":{\"_id\":\"" + i + "\"}}\n")
              .reduce("", String::concat);
      String bulk = NestedDocs.bulk(replaced) + deletes;
      assertThat(ok(NODE.post("/" + method + "/_bulk?refresh=true", bulk)).text())
          .contains("\"errors\":false");
    }
  }

  @ParameterizedTest
  @CsvSource({"hnsw, chunks", "flat, chunks", "hnsw, a.b", "flat, a.b"})
  void whatAFilterSelectsIsWhatItMeans(String index, String path) {
    Random random = new Random(index.length() * 31L + path.length());
    NestedFilters filters = new NestedFilters(random, path);
    int selective = 0;
    for (int i = 0; i < FILTERS; i++) {
      Filter filter = filters.next();
      float x = random.nextFloat();
      float y = random.nextFloat();
      List<Place> places = places(path).filter(filter.meaning()).toList();
      selective += places.isEmpty() || places.size() == places(path).count() ? 0 : 1;
      Map<Integer, Double> best = new HashMap<>();
      places.forEach(p -> best.merge(p.doc().id(), p.item().score(x, y), Math::max));
      List<Integer> order =
          best.keySet().stream().sorted(Comparator.comparingDouble(id -> -best.get(id))).toList();
      for (String what : List.of("\"k\":3", "\"k\":1000", "\"max_distance\":100")) {
        int count = Math.min(order.size(), what.equals("\"k\":3") ? 3 : 1000);
        Answer answer = search(index, path, "", x, y, what + ",\"filter\":" + filter.json());
        assertThat(answer.hitIds())
            .as(() -> what + filter.json())
            .isEqualTo(order.stream().limit(count).map(String::valueOf).toList());
        for (JsonNode hit : answer.at("/hits/hits")) {
          assertThat(hit.at("/_score").asDouble())
              .isCloseTo(best.get(hit.at("/_id").asInt()), within(1e-5));
        }
      }
      List<String> all = places.stream().map(p -> name(p, path)).sorted().toList();
      for (String what : List.of("\"k\":1000,\"expand_nested_docs\":true", "\"max_distance\":9")) {
        assertThat(
                innerHits(search(index, path, INNER, x, y, what + ",\"filter\":" + filter.json())))
            .as(() -> what + filter.json())
            .isEqualTo(all);
      }
    }
    assertThat(selective).isGreaterThan(FILTERS / 3);
  }

  private static Stream<Place> places(String path) {
    return DOCS.stream()
        .flatMap(doc ->
            path.equals("chunks")
                ? doc.chunks().stream().map(item -> new Place(doc, null, item))
                : doc.as().stream()
                    .flatMap(a -> a.items().stream().map(item -> new Place(doc, a, item))));
  }

  /** Which object it is: its document, and the offsets of it and of those around it. */
  private static String name(Place place, String path) {
    Doc doc = place.doc();
    return path.equals("chunks")
        ? doc.id() + " " + index(doc.chunks(), place.item())
        : doc.id()
            + " "
            + index(doc.as(), place.a())
            + " "
            + index(place.a().items(), place.item());
  }

  private static int index(List<?> list, Object one) {
    return IntStream.range(0, list.size())
        .filter(i -> list.get(i) == one)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> innerHits(Answer answer) {
    List<String> names = new ArrayList<>();
    for (JsonNode hit : answer.at("/hits/hits")) {
      for (JsonNode inner : hit.at("/inner_hits/inner/hits/hits")) {
        StringBuilder name = new StringBuilder(hit.at("/_id").asText());
        for (JsonNode at = inner.at("/_nested"); !at.isMissingNode(); at = at.at("/_nested")) {
          name.append(' ').append(at.at("/offset").asInt());
        }
        names.add(name.toString());
      }
    }
    return names.stream().sorted().toList();
  }

  private static Answer search(
      String index, String path, String inner, float x, float y, String what) {
    return ok(
        NODE.post(
            "/" + index + "/_search",
            """
            {"size": 1000, "_source": false, "query": {"nested": {"path": "%s",
              "score_mode": "max", %s "query": {"knn": {"%s.v": {"vector": [%s, %s], %s}}}}}}
            """
                .formatted(path, inner, path, x, y, what)));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }
}
