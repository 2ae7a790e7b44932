package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode;
import io.niteru.plugin.node.RunningNode.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenSearch has in modules that an embedded node comes without. */
class ModulesTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode(ServeNode::start);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "PUT /english|{'mappings':{'properties':{'t':{'type':'text','analyzer':'english'}}}}"
            + "|analyzer [english] has not been configured",
        "PUT /synonyms|{'settings':{'analysis':{'filter':{'s':{'type':'synonym','synonyms':['a,b']}}}}}|Unknown"
            + " filter type [synonym]",
        "POST /_analyze|{'tokenizer':'ngram','text':'a'}|failed to find global tokenizer under"
            + " [ngram]",
        "PUT /feature|{'mappings':{'properties':{'n':{'type':'rank_feature'}}}}"
            + "|No handler for type [rank_feature]",
        "PUT /scaled|{'mappings':{'properties':{'n':{'type':'scaled_float','scaling_factor':10}}}}"
            + "|No handler for type [scaled_float]",
        "PUT /join|{'mappings':{'properties':{'n':{'type':'join','relations':{'a':'b'}}}}}"
            + "|No handler for type [join]",
        "PUT /percolator|{'mappings':{'properties':{'n':{'type':'percolator'}}}}"
            + "|No handler for type [percolator]",
        "PUT /_ingest/pipeline/p|{'processors':[{'set':{'field':'a','value':1}}]}"
            + "|No processor type exists with name [set]",
        "PUT /_ingest/pipeline/p|{'processors':[{'geoip':{'field':'a'}}]}"
            + "|No processor type exists with name [geoip]",
        "PUT /_search/pipeline/p|{'request_processors':[{'filter_query':{'query':{'match_all':{}}}}]}|Invalid"
            + " processor type filter_query",
        "POST /_search/template|{'source':{}}|no handler found for uri [/_search/template]",
        "PUT /_scripts/e|{'script':{'lang':'expression','source':'1'}}|unsupported lang"
            + " [expression]",
        "POST /i/_rank_eval|{}|no handler found for uri [/i/_rank_eval]",
        "POST /_search|{'aggs':{'a':{'matrix_stats':{'fields':['n']}}}}"
            + "|Unknown aggregation type [matrix_stats]",
        "POST /_search|{'aggs':{'a':{'geohash_grid':{'field':'n'}}}}"
            + "|Unknown aggregation type [geohash_grid]",
        "POST /_search|{'aggs':{'a':{'geo_bounds':{'field':'n'}}}}|Unknown aggregation type"
            + " [geo_bounds]",
      })
  void itsWordsAreUnknown(String request, String body, String words) {
    String[] parts = request.split(" ");
    Answer answer = NODE.send(parts[0], parts[1], body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isBetween(400, 405);
    assertThat(answer.text()).contains(words);
  }

  @Test
  void thereAreThreeModulesAndThePlugin() {
    Answer answer = NODE.get("/_nodes/plugins");
    assertThat(answer.json().findValues("classname").stream().map(JsonNode::asText))
        .as(answer.text())
        .containsExactlyInAnyOrder(
            "org.opensearch.transport.Netty4ModulePlugin",
            "org.opensearch.painless.PainlessModulePlugin",
            "org.opensearch.index.reindex.ReindexModulePlugin",
            "io.niteru.plugin.NiteruPlugin");
  }

  @ParameterizedTest
  @CsvSource({"standard", "simple", "whitespace", "stop", "keyword"})
  void analyzersOfTheServerItselfAreThere(String analyzer) {
    Answer answer =
        NODE.post("/_analyze", "{\"analyzer\":\"" + analyzer + "\",\"text\":\"red-dress\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains("dress");
  }
}
