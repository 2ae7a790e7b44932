package io.niteru.plugin.node;

import static io.niteru.plugin.node.NestedFilters.bool;
import static io.niteru.plugin.node.NestedFilters.nested;
import static io.niteru.plugin.node.NestedFilters.term;
import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Which documents a filter within {@code nested} lets through, case by case: those that permissions
 * are made of.
 */
class NestedScopesTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  @BeforeAll
  static void load() {
    ok(
        NODE.put(
            "/i",
            """
            {"settings": {"index.knn": true, "number_of_shards": 1},
             "aliases": {"first": {"filter": {"range": {"number": {"lte": 3}}}}},
             "mappings": {"properties": {"number": {"type": "integer"},
              "authors": {"type": "nested", "properties": {"id": {"type": "keyword"}}},
              "chunks": {"type": "nested", "properties": {"color": {"type": "keyword"},
                "n": {"type": "integer"}, "text": {"type": "text"}, "ip": {"type": "ip"},
                "at": {"type": "date"}, "place": {"type": "geo_point"},
                "v": {"type": "knn_vector", "dimension": 1}}},
              "a": {"type": "nested", "properties": {"c": {"type": "keyword"},
                "b": {"type": "nested", "properties": {"d": {"type": "keyword"},
                  "e": {"type": "nested", "properties": {"f": {"type": "keyword"},
                    "v": {"type": "knn_vector", "dimension": 1}}}}}}}}}}
            """));
    StringBuilder bulk = new StringBuilder();
    for (int i = 1; i <= 6; i++) {
      bulk.append("{\"index\":{\"_id\":\"" + i + "\"}}\n").append(document(i)).append('\n');
    }
    bulk.append("{\"index\":{\"_id\":\"list\"}}\n{\"wanted\":[\"a1\"]}\n");
    ok(NODE.post("/i/_bulk?refresh=true", bulk.toString()));
  }

  /** Two chunks, red and blue; two {@code a}, of which each has two {@code b} with an {@code e}. */
  private static String document(int i) {
    String chunk =
        "{\"v\":[%s],\"color\":\"%s\",\"n\":%d,\"text\":\"some %s words\",\"ip\":\"10.0.0.%d\","
            + "\"at\":\"2020-01-0%d\",\"place\":[%d,0]}";
    String red = chunk.formatted(i, "red", 1, "warm", 1, 1, 1);
    String blue = chunk.formatted(i + .5, "blue", 2, "cold", 2, 2, 2);
    StringBuilder as = new StringBuilder();
    for (int a = 0; a < 2; a++) {
      as.append(a == 0 ? "" : ",").append("{\"c\":\"c" + (i + a) % 3 + "\",\"b\":[");
      for (int b = 0; b < 2; b++) {
        as.append(b == 0 ? "" : ",");
        as.append(
            "{\"d\":\"d%d\",\"e\":[{\"f\":\"f%d\",\"v\":[%d%d%d]}]}"
                .formatted(b, (a + b) % 2, i, a, b));
      }
      as.append("]}");
    }
    return "{\"number\":%d,\"authors\":[{\"id\":\"a%d\"}],\"chunks\":[%s,%s],\"a\":[%s]}"
        .formatted(i, i % 3, red, blue, as);
  }

  @Test
  void objectsOfAnotherPathAreAskedOfTheDocument() {
    String of = nested("authors", term("authors.id", "a1"));
    assertThat(chunks(of).hitIds()).containsExactly("1", "4");
    assertThat(chunks(bool("must_not", of)).hitIds()).containsExactly("2", "3", "5", "6");
    assertThat(chunks(bool("filter", of, term("number", "4"))).hitIds()).containsExactly("4");
    String lookup =
        "{\"terms\":{\"authors.id\":{\"index\":\"i\",\"id\":\"list\",\"path\":\"wanted\"}}}";
    assertThat(chunks(nested("authors", lookup)).hitIds()).containsExactly("1", "4");
    // Without "nested" no document has the field.
    assertThat(chunks(term("authors.id", "a1")).hitIds()).isEmpty();
  }

  @Test
  void objectsOfTheSamePathAreMeantThemselvesByANestedQueryAloneAndByPlainFields() {
    String blue = term("chunks.color", "blue");
    for (String filter : new String[] {blue, nested("chunks", blue), bool("filter", blue)}) {
      Answer answer = chunks(filter);
      assertThat(answer.hitIds()).hasSize(6);
      assertThat(answer.text()).contains("\"offset\":1").doesNotContain("\"offset\":0");
    }
    // Among others a nested query asks whether the document has such a chunk.
    String has = bool("filter", nested("chunks", blue), term("number", "2"));
    assertThat(chunks(has).text()).contains("\"offset\":0").contains("\"_id\":\"2\"");
    assertThat(chunks(bool("must_not", nested("chunks", blue))).hitIds()).isEmpty();
  }

  @Test
  void everyKindOfQueryIsAskedOfTheObjectsThatHaveTheField() {
    for (String blue :
        new String[] {
          "{\"terms\":{\"chunks.color\":[\"blue\",\"green\"]}}",
          "{\"prefix\":{\"chunks.color\":\"bl\"}}",
          "{\"wildcard\":{\"chunks.color\":\"*ue\"}}",
          "{\"regexp\":{\"chunks.color\":\"b.*\"}}",
          "{\"fuzzy\":{\"chunks.color\":\"blux\"}}",
          "{\"range\":{\"chunks.n\":{\"gt\":1}}}",
          "{\"term\":{\"chunks.n\":2}}",
          "{\"match\":{\"chunks.text\":\"cold\"}}",
          "{\"match_phrase\":{\"chunks.text\":\"cold words\"}}",
          "{\"match_phrase_prefix\":{\"chunks.text\":\"some co\"}}",
          "{\"match_bool_prefix\":{\"chunks.text\":{\"query\":\"cold w\",\"operator\":\"and\"}}}",
          "{\"multi_match\":{\"query\":\"cold\",\"fields\":[\"chunks.text\",\"chunks.color\"]}}",
          "{\"query_string\":{\"query\":\"chunks.text:cold\"}}",
          "{\"simple_query_string\":{\"query\":\"cold\",\"fields\":[\"chunks.text\"]}}",
          "{\"intervals\":{\"chunks.text\":{\"match\":{\"query\":\"cold words\"}}}}",
          "{\"span_term\":{\"chunks.text\":\"cold\"}}",
          "{\"more_like_this\":{\"fields\":[\"chunks.text\"],\"like\":\"cold\",\"min_term_freq\":1,"
              + "\"min_doc_freq\":1}}",
          "{\"term\":{\"chunks.ip\":\"10.0.0.2\"}}",
          "{\"range\":{\"chunks.at\":{\"gte\":\"2020-01-02\"}}}",
          "{\"geo_distance\":{\"distance\":\"10km\",\"chunks.place\":[2,0]}}",
          "{\"function_score\":{\"query\":{\"term\":{\"chunks.n\":2}},\"min_score\":0.5}}",
          "{\"boosting\":{\"positive\":{\"term\":{\"chunks.n\":2}},"
              + "\"negative\":{\"term\":{\"chunks.n\":7}},\"negative_boost\":0.5}}",
          bool("must_not", "{\"range\":{\"chunks.n\":{\"lt\":2}}}")
        }) {
      Answer answer = chunks(blue);
      assertThat(answer.hitIds()).as(blue).hasSize(6);
      assertThat(answer.text()).as(blue).contains("\"offset\":1").doesNotContain("\"offset\":0");
    }
  }

  @Test
  void scriptsAreAskedOfTheDocumentAndWithinNestedOfTheObject() {
    String three =
        "{\"script\":{\"script\":\"doc['number'].size() > 0 && doc['number'].value == 3\"}}";
    assertThat(chunks(three).hitIds()).containsExactly("3");
    assertThat(chunks(bool("filter", three, term("chunks.color", "red"))).hitIds())
        .containsExactly("3");
    assertThat(chunks(bool("must_not", three)).hitIds()).doesNotContain("3").hasSize(5);
    String blue = "{\"script\":{\"script\":\"doc['chunks.n'].value == 2\"}}";
    for (String filter :
        new String[] {nested("chunks", blue), nested("chunks", bool("must", blue))}) {
      assertThat(chunks(filter).text()).contains("\"offset\":1").doesNotContain("\"offset\":0");
      assertThat(expanded(filter).text()).contains("\"offset\":1").doesNotContain("\"offset\":0");
    }
    assertThat(expanded(three).hitIds()).containsExactly("3");
  }

  @Test
  void fieldsOfEnclosingObjectsAreAskedOfThese() {
    // Document i has c(i mod 3) first and c(i + 1 mod 3) second.
    Answer plain = deep("a.b.e", term("a.c", "c1"));
    assertThat(plain.hitIds()).containsExactlyInAnyOrder("1", "3", "4", "6");
    assertThat(deep("a.b.e", nested("a", term("a.c", "c1"))).at("/hits"))
        .isEqualTo(plain.at("/hits"));
    Answer both = deep("a.b.e", bool("must", term("a.c", "c1"), term("a.b.d", "d1")));
    assertThat(both.hitIds()).hasSize(4);
    assertThat(both.text())
        .contains("\"field\":\"b\",\"offset\":1")
        .doesNotContain("\"field\":\"b\",\"offset\":0");
    // Of the same b as the e that is found, not of any.
    assertThat(deep("a.b.e", bool("must", term("a.b.d", "d0"), term("a.b.e.f", "f1"))).text())
        .contains(
            "\"_nested\":{\"field\":\"a\",\"offset\":1,\"_nested\":{\"field\":\"b\",\"offset\":0")
        .doesNotContain("\"field\":\"a\",\"offset\":0");
    assertThat(
            deep(
                    "a.b.e",
                    nested(
                        "a", bool("must", term("a.c", "c1"), nested("a.b", term("a.b.d", "d1")))))
                .hitIds())
        .hasSize(4);
    assertThat(deep("a.b.e", bool("must_not", term("a.c", "c1"), term("a.c", "c2"))).hitIds())
        .containsExactlyInAnyOrder("2", "3", "5", "6");
    assertThat(deep("a.b.e", nested("authors", term("authors.id", "a1"))).hitIds())
        .containsExactlyInAnyOrder("1", "4");
  }

  @Test
  void theFilterMeansTheSameWhereverTheClauseStands() {
    String knn =
        "{\"knn\":{\"a.b.e.v\":{\"vector\":[0],\"k\":100,\"filter\":%s}}}"
            .formatted(bool("filter", term("a.c", "c1"), term("number", "3")));
    String inEach = nested("a", nested("a.b", nested("a.b.e", knn)));
    String inTwo = nested("a", nested("a.b.e", knn));
    for (String query : new String[] {inEach, inTwo, nested("a.b.e", knn)}) {
      assertThat(search(query).hitIds()).as(query).containsExactly("3");
    }
    // The alias lets 1 to 3 through.
    String all = nested("authors", term("authors.id", "a1"));
    Answer answer = NODE.post("/first/_search", "{\"query\":" + chunkQuery(all, "") + "}");
    assertThat(ok(answer).hitIds()).containsExactly("1");
  }

  @Test
  void namedQueriesOfAFilterAreToldOfTheDocument() {
    String named = "{\"term\":{\"number\":{\"value\":2,\"_name\":\"two\"}}}";
    Answer answer = chunks(bool("should", named, term("chunks.color", "red")));
    assertThat(answer.hitIds()).hasSize(6);
    assertThat(answer.at("/hits/hits/1/matched_queries/0").asText()).isEqualTo("two");
    assertThat(answer.at("/hits/hits/0/matched_queries").isMissingNode()).isTrue();
    String author =
        "{\"nested\":{\"path\":\"authors\",\"_name\":\"by\",\"query\":"
            + term("authors.id", "a2")
            + "}}";
    assertThat(chunks(author).at("/hits/hits/0/matched_queries/0").asText()).isEqualTo("by");
  }

  @Test
  void whatCannotBeAskedOfOneObjectIsRefused() {
    String mixed =
        "{\"multi_match\":{\"query\":\"3\",\"type\":\"cross_fields\","
            + "\"fields\":[\"chunks.text\",\"title\"]}}";
    ok(NODE.put("/i/_mapping", "{\"properties\":{\"title\":{\"type\":\"text\"}}}"));
    Answer answer = NODE.post("/i/_search", "{\"query\":" + chunkQuery(mixed, "") + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("join them by [bool]");
  }

  private static Answer chunks(String filter) {
    return search(chunkQuery(filter, ""));
  }

  private static Answer expanded(String filter) {
    return search(chunkQuery(filter, ",\"expand_nested_docs\":true"));
  }

  private static String chunkQuery(String filter, String more) {
    return """
    {"nested":{"path":"chunks","score_mode":"max","inner_hits":{"size":100},
      "query":{"knn":{"chunks.v":{"vector":[0],"k":10,"filter":%s%s}}}}}
    """
        .formatted(filter, more);
  }

  private static Answer deep(String path, String filter) {
    return search(
        """
        {"nested":{"path":"%s","score_mode":"max","inner_hits":{"size":100},
          "query":{"knn":{"%s.v":{"vector":[0],"k":100,"filter":%s}}}}}
        """
            .formatted(path, path, filter));
  }

  private static Answer search(String query) {
    return ok(NODE.post("/i/_search", "{\"_source\":false,\"query\":" + query + "}"));
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).doesNotContain("\"errors\":true");
    return answer;
  }
}
