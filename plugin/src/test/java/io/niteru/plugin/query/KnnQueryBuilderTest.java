package io.niteru.plugin.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opensearch.common.io.stream.BytesStreamOutput;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.xcontent.LoggingDeprecationHandler;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.common.io.stream.NamedWriteableAwareStreamInput;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.search.SearchModule;

class KnnQueryBuilderTest {
  private static final SearchModule MODULE =
      new SearchModule(
          Settings.EMPTY,
          List.of(
              new SearchPlugin() {
                @Override
                public List<QuerySpec<?>> getQueries() {
                  return List.of(
                      new QuerySpec<>(
                          KnnQueryBuilder.NAME, KnnQueryBuilder::new, KnnQueryParser::parse));
                }
              }));

  private static final String FULL =
      """
      {"knn": {"f": {"vector": [1.5, 2, "3"], "k": 7, "filter": {"term": {"a": "b"}},
        "method_parameters": {"ef_search": 99, "nprobes": 3}, "ignore_unmapped": true,
        "rescore": true, "expand_nested_docs": true,
        "boost": 2.5, "_name": "n"}}}
      """;

  private static final String SCORE = "{\"knn\": {\"f\": {\"vector\": [1], \"min_score\": 0.25}}}";
  private static final String DISTANCE =
      "{\"knn\": {\"f\": {\"vector\": [1], \"max_distance\": -0.5, \"rescore\": false}}}";

  private static final String RESCORED =
      FULL.replace("\"rescore\": true", "\"rescore\": {\"oversample_factor\": 2.5}");

  private static final String RECALL = FULL.replace("\"ef_search\": 99", "\"recall\": 0.985");

  @ParameterizedTest
  @MethodSource("queries")
  void whatIsWrittenAsJsonReadsBackEqual(String json) throws IOException {
    QueryBuilder query = parse(json);
    assertThat(parse(query.toString())).isEqualTo(query).hasSameHashCodeAs(query);
  }

  @Test
  void boostAndNameAreRead() throws IOException {
    QueryBuilder query = parse(FULL);
    assertThat(query.boost()).isEqualTo(2.5f);
    assertThat(query.queryName()).isEqualTo("n");
  }

  @ParameterizedTest
  @MethodSource("queries")
  void whatIsSentToAnotherNodeArrivesEqual(String json) throws IOException {
    QueryBuilder query = parse(json);
    BytesStreamOutput out = new BytesStreamOutput();
    out.writeNamedWriteable(query);
    try (NamedWriteableAwareStreamInput in =
        new NamedWriteableAwareStreamInput(
            out.bytes().streamInput(), new NamedWriteableRegistry(MODULE.getNamedWriteables()))) {
      assertThat(in.readNamedWriteable(QueryBuilder.class)).isEqualTo(query);
    }
  }

  @Test
  void queriesThatDifferAreNotEqual() throws IOException {
    QueryBuilder query = parse(FULL);
    for (String other :
        List.of(
            FULL.replace("\"f\"", "\"g\""),
            FULL.replace("1.5", "1.6"),
            FULL.replace("7", "8"),
            FULL.replace("99", "98"),
            RESCORED,
            RECALL,
            RECALL.replace("0.985", "0.98"),
            FULL.replace("\"b\"", "\"c\""),
            FULL.replace("unmapped\": true", "unmapped\": false"),
            FULL.replace("docs\": true", "docs\": false"),
            FULL.replace("\"k\": 7", "\"min_score\": 7").replace("true", "false"),
            SCORE,
            DISTANCE)) {
      assertThat(parse(other)).isNotEqualTo(query);
    }
  }

  static List<String> queries() {
    return List.of(FULL, RESCORED, RECALL, SCORE, DISTANCE);
  }

  private static QueryBuilder parse(String json) throws IOException {
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            new NamedXContentRegistry(MODULE.getNamedXContents()),
            LoggingDeprecationHandler.INSTANCE,
            json)) {
      return AbstractQueryBuilder.parseInnerQueryBuilder(parser);
    }
  }
}
