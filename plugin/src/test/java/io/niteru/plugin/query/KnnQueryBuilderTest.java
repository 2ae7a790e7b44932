package io.niteru.plugin.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
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
        "method_parameters": {"ef_search": 99}, "ignore_unmapped": true, "rescore": true,
        "boost": 2.5, "_name": "n"}}}
      """;

  @Test
  void whatIsWrittenAsJsonReadsBackEqual() throws IOException {
    QueryBuilder query = parse(FULL);
    assertThat(parse(query.toString())).isEqualTo(query).hasSameHashCodeAs(query);
    assertThat(query.boost()).isEqualTo(2.5f);
    assertThat(query.queryName()).isEqualTo("n");
  }

  @Test
  void whatIsSentToAnotherNodeArrivesEqual() throws IOException {
    QueryBuilder query = parse(FULL);
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
            FULL.replace("\"b\"", "\"c\""),
            FULL.replace("unmapped\": true", "unmapped\": false"))) {
      assertThat(parse(other)).isNotEqualTo(query);
    }
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
