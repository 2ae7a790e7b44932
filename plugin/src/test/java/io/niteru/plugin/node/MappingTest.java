package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.plugin.node.RunningNode.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes and their settings, mappings, and documents that do not fit them. */
class MappingTest {
  @RegisterExtension static final RunningNode NODE = new RunningNode();

  private static int created;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'index':{'knn':true,'knn.algo_param.m':48,'knn.algo_param.ef_construction':128,"
            + "'knn.algo_param.ef_search':256}}",
        "{'index.knn':true,'index.knn.space_type':'cosinesimil','index.knn.algo_param.m':8}",
        "{'index':{'knn':{'algo_param':{'ef_search':100}}},'index.knn':'true'}",
        "{'knn':true,'index.knn.derived_source.enabled':false,"
            + "'index.knn.advanced.approximate_threshold':-1,'number_of_shards':2}",
        "{'index.knn':true,'index.codec':'best_compression'}"
      })
  void settingsOfBothDialectsAreAccepted(String settings) {
    Answer answer = create(settings, "{'type':'knn_vector','dimension':4}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'knn_vector','dimension':'16'}",
        "{'type':'knn_vector','dimension':16000,'data_type':'float','space_type':'innerproduct'}",
        "{'type':'knn_vector','dimension':8,'mode':'on_disk','compression_level':'32x',"
            + "'engine':'faiss','meta':{'unit':'none'}}",
        "{'type':'knn_vector','dimension':8,'data_type':'byte','engine':'lucene',"
            + "'space_type':'linf','store':true}",
        "{'type':'knn_vector','dimension':16,'data_type':'binary','space_type':'hamming'}",
        "{'type':'knn_vector','dimension':8,'method':{'name':'flat','engine':'faiss'}}",
        "{'type':'knn_vector','dimension':8,'method':{'name':'hnsw','engine':'nmslib',"
            + "'space_type':'l1'}}",
        "{'type':'knn_vector','dimension':8,'doc_values':true,'method':{'name':'hnsw',"
            + "'engine':'faiss','space_type':'l2','parameters':{'m':16,'ef_construction':64,"
            + "'ef_search':100,'encoder':{'name':'sq','parameters':{'type':'fp16'}}}}}",
        "{'type':'knn_vector','dimension':8,'compression_level':'2x','method':{'name':'hnsw',"
            + "'engine':'faiss','parameters':{'encoder':{'name':'sq','parameters':{'bits':16,"
            + "'type':'fp16','clip':true}}}}}",
        "{'type':'knn_vector','dimension':8,'mode':'on_disk','method':{'name':'hnsw','engine':"
            + "'lucene','parameters':{'encoder':{'name':'sq','parameters':{'bits':7,"
            + "'confidence_interval':0.95}}}}}",
        "{'type':'knn_vector','dimension':8,'method':{'name':'hnsw','engine':'lucene','parameters':"
            + "{'encoder':{'name':'sq','parameters':{'bits':1}}}}}",
        "{'type':'knn_vector','dimension':8,'compression_level':'16x','method':{'name':'hnsw',"
            + "'parameters':{'encoder':{'name':'binary','parameters':{'bits':2,"
            + "'random_rotation':true,'enable_adc':false}}}}}",
        "{'type':'knn_vector','dimension':8,'data_type':'byte','method':{'name':'hnsw','engine':"
            + "'faiss','parameters':{'m':1,'ef_construction':1,'ef_search':1,'encoder':"
            + "{'name':'flat'}}}}",
        "{'type':'knn_vector','dimension':8,'compression_level':'4x'}",
        "{'type':'knn_vector','dimension':8,'compression_level':'32x','method':{'name':'flat'}}"
      })
  void mappingsComeBackAsTheyWereGiven(String field) {
    Answer answer = create("{'index.knn':true}", field);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    String index = "/m" + created;
    String mapping = NODE.get(index + "/_mapping").text();
    for (String word : field.replaceAll("[{}':,]+", " ").trim().split(" ")) {
      assertThat(mapping).contains(word);
    }
    String again = "{'properties':{'f':" + field + "}}";
    assertThat(NODE.put(index + "/_mapping", again.replace('\'', '"')).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'data_type':'FLOAT','space_type':'L2','engine':'LUCENE','mode':'ON_DISK',"
            + "'compression_level':'32X'|'data_type':'float','space_type':'l2','engine':'lucene',"
            + "'mode':'on_disk','compression_level':'32x'",
        "'method':{'name':'HNSW','engine':'Faiss','space_type':'CosineSimil','parameters':{'encoder':"
            + "{'name':'SQ','parameters':{'type':'FP16'}}}}|'method':{'name':'hnsw','engine':"
            + "'faiss','space_type':'cosinesimil','parameters':{'encoder':{'name':'sq',"
            + "'parameters':{'type':'fp16'}}}}",
        "'data_type':'Byte','method':{'name':'FLAT'}|'data_type':'byte','method':{'name':'flat'}",
        "'data_type':null,'space_type':null,'engine':null,'mode':null,'compression_level':null,"
            + "'method':null,'model_id':null,'store':null,'doc_values':null,'meta':null,"
            + "'fields':null,'copy_to':null|'store':false",
        "'space_type':'undefined','engine':'undefined','compression_level':''|'store':false",
        "'method':{'name':'hnsw','engine':null,'space_type':null,'parameters':null}"
            + "|'method':{'name':'hnsw'}",
        "'method':{'name':'hnsw','engine':'undefined','space_type':'undefined','parameters':{}}"
            + "|'method':{'name':'hnsw'}",
        "'method':{'name':'hnsw','parameters':{'m':'8','ef_search':null,'encoder':null}}"
            + "|'method':{'name':'hnsw','parameters':{'m':8}}",
        "'method':{'name':'hnsw','parameters':{'encoder':{'name':'flat','parameters':null}}}"
            + "|'method':{'name':'hnsw','parameters':{'encoder':{'name':'flat'}}}",
        "'method':{'name':'hnsw','parameters':{'encoder':{'name':'sq','parameters':{'clip':'true',"
            + "'bits':null,'type':null}}}}|'method':{'name':'hnsw','parameters':{'encoder':"
            + "{'name':'sq','parameters':{'clip':true}}}}"
      })
  void oneMappingMayBeWrittenInSeveralWays(String written, String plain) {
    String field = "{'type':'knn_vector','dimension':8," + written + "}";
    Answer answer = create("{'index.knn':true}", field);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (String again : new String[] {field, "{'type':'knn_vector','dimension':8," + plain + "}"}) {
      Answer same = update(again);
      assertThat(same.status()).as(same.text()).isEqualTo(200);
    }
    String index = "/m" + created;
    JsonNode given = NODE.get(index + "/_mapping").at(index + "/mappings");
    Answer round = NODE.put(index + "/_mapping", given.toString());
    assertThat(round.status()).as(round.text()).isEqualTo(200);
    assertThat(NODE.get(index + "/_mapping").at(index + "/mappings")).isEqualTo(given);
    create("{'index.knn':true}", "{'type':'knn_vector','dimension':8," + plain + "}");
    assertThat(NODE.get("/m" + created + "/_mapping").at("/m" + created + "/mappings"))
        .isEqualTo(given);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'knn_vector'}|Dimension value missing for vector: f",
        "{'type':'knn_vector','dimension':0}|Dimension value must be greater than 0 for vector: f",
        "{'type':'knn_vector','dimension':16001}|Dimension value cannot be greater than 16000",
        "{'type':'knn_vector','dimension':'x'}|Unable to parse [dimension] from provided value [x]",
        "{'type':'knn_vector','dimension':4,'engine':'other'}|Invalid engine type: other",
        "{'type':'knn_vector','dimension':4,'space_type':'l9'}|Unable to find space: l9",
        "{'type':'knn_vector','dimension':4,'data_type':'short'}|Invalid value provided for"
            + " [data_type] field. Supported values are [float, byte, binary], but got: short",
        "{'type':'knn_vector','dimension':12,'data_type':'binary'}|Dimension should be multiply of"
            + " 8",
        "{'type':'knn_vector','dimension':8,'data_type':'byte','mode':'on_disk'}|Compression and"
            + " mode cannot be used for non-float32 data type for field f",
        "{'type':'knn_vector','dimension':8,'data_type':'byte','space_type':'hamming'}|Space type"
            + " [hamming] is not supported with [byte] data type",
        "{'type':'knn_vector','dimension':8,'data_type':'binary','space_type':'l2'}|Space type [l2]"
            + " is not supported with [binary] data type",
        "{'type':'knn_vector','dimension':8,'mode':'fast'}|Invalid [mode]: fast",
        "{'type':'knn_vector','dimension':8,'compression_level':'64x'}|Invalid [compression_level]",
        "{'type':'knn_vector','dimension':4,'model_id':'m'}|[model_id] is not supported",
        "{'type':'knn_vector','dimension':4,'method':{'name':'ivf'}}|method [ivf] is not supported",
        "{'type':'knn_vector','dimension':4,'method':{'name':'hnsw','parameters':{'m':0}}}"
            + "|[m] must be a whole number from 1 to 512, found 0",
        "{'type':'knn_vector','dimension':4,'method':{'name':'hnsw','parameters':{'ef_search':0}}}"
            + "|parameter validation failed for Integer parameter [ef_search].",
        "{'type':'knn_vector','dimension':4,'method':{'name':'hnsw','parameters':{'encoder':"
            + "{'name':'pq'}}}}|encoder [pq] is not supported",
        "{'type':'knn_vector','dimension':4,'space_type':'l2','method':{'name':'hnsw',"
            + "'space_type':'innerproduct'}}|Cannot specify conflicting space types",
        "{'type':'knn_vector','dimension':4,'engine':'faiss','method':{'name':'hnsw',"
            + "'engine':'lucene'}}|Cannot specify conflicting engines: [lucene] and [faiss]",
        "{'type':'knn_vector','dimension':4,'engine':'faiss','compression_level':'4x'}"
            + "|Lucene is the only engine that supports 4x compression",
        "{'type':'knn_vector','dimension':4,'engine':'lucene','compression_level':'16x'}"
            + "|\\\"lucene\\\" does not support \\\"16x\\\" compression",
        "{'type':'knn_vector','dimension':4,'engine':'lucene','mode':'on_disk','compression_level':"
            + "'1x'}|Cannot specify \\\"x1\\\" compression level when using \\\"on_disk\\\" mode",
        "{'type':'knn_vector','dimension':4,'engine':'nmslib','compression_level':'32x'}"
            + "|\\\"nmslib\\\" does not support \\\"32x\\\" compression",
        "{'type':'knn_vector','dimension':4,'method':{'name':'flat','parameters':{'m':4}}}"
            + "|Parameters are not supported for the \\\"flat\\\" method",
        "{'type':'knn_vector','dimension':4,'mode':'on_disk','method':{'name':'flat'}}"
            + "|\\\"mode\\\" is not supported for the \\\"flat\\\" method"
      })
  void aMappingThatCannotBeHonouredIsRefused(String field, String words) {
    Answer answer = create("{'index.knn':true}", field);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.at("/error").toString()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "faiss|'name':'sq','parameters':{'bits':-1}||Unsupported bits value: -1",
        "faiss|'name':'sq','parameters':{'bits':2}||Unsupported bits value: 2",
        "faiss|'name':'sq','parameters':{'bits':7}||Unsupported bits value: 7",
        "lucene|'name':'sq','parameters':{'bits':16}||Unsupported bits value: 16",
        "faiss|'name':'binary','parameters':{'bits':3}||Unsupported bits value: 3",
        "faiss|'name':'sq','parameters':{'bits':'x'}||not an instance of Integer",
        "lucene|'name':'sq','parameters':{'confidence_interval':-1}||Validation Failed: 1:"
            + " parameter validation failed for MethodComponentContext parameter [encoder].;"
            + " [confidence_interval] must be 0 or from 0.9 to 1, found -1.0",
        "lucene|'name':'sq','parameters':{'confidence_interval':0.5}||[confidence_interval] must"
            + " be",
        "lucene|'name':'sq','parameters':{'confidence_interval':'x'}||not an instance of Double",
        "faiss|'name':'sq','parameters':{'confidence_interval':0.9}||[confidence_interval] is not"
            + " supported for encoder [sq]",
        "faiss|'name':'sq','parameters':{'type':'foo'}||Validation Failed: 1: parameter validation"
            + " failed for MethodComponentContext parameter [encoder].; [type] must be [fp16]",
        "lucene|'name':'sq','parameters':{'type':'fp16'}||[type] is not supported for encoder [sq]",
        "faiss|'name':'sq','parameters':{'clip':1}||not an instance of Boolean",
        "faiss|'name':'sq','parameters':{'bits':1,'type':'fp16'}||Parameter [type] is not supported"
            + " when [bits=1] for encoder [sq]",
        "faiss|'name':'sq','parameters':{'bits':1,'clip':true}||Parameter [clip] is not supported",
        "faiss|'name':'sq','parameters':{'more':1}||unknown in [parameters]: [more]",
        "faiss|'name':'sq','more':1||unknown in [encoder]: [more]",
        "faiss|'name':'flat','parameters':{'bits':1}||Parameter [bits] is not supported",
        "faiss|'name':'binary','parameters':{'bits':2,'enable_adc':true}||ADC is not supported for"
            + " bit count: 2",
        "faiss|'name':'sq','parameters':{'type':'fp16'}|'data_type':'byte'|Method \\\"sq\\\" is not"
            + " supported for vector data type \\\"byte\\\"",
        "faiss|'name':'binary'|'data_type':'binary'|Method \\\"binary\\\" is not supported for",
        "faiss|'name':'sq','parameters':{'bits':16}|'compression_level':'32x'|Compression level"
            + " [32x] is incompatible with [bits=16] for encoder [sq]. Expected compression level:"
            + " [2x]",
        "faiss|'name':'sq'|'compression_level':'8x'|Expected compression level: [2x]",
        "lucene|'name':'sq','parameters':{'bits':7}|'compression_level':'32x'|Expected compression"
            + " level: [4x]",
        "faiss|'name':'flat'|'compression_level':'2x'|Cannot specify an encoder that conflicts with"
            + " the provided compression level",
        "faiss|'name':'binary','parameters':{'bits':4}|'compression_level':'16x'|Cannot specify an"
            + " encoder that conflicts with the provided compression level"
      })
  void anEncoderThatMakesNoSenseIsRefused(
      String engine, String encoder, String more, String words) {
    String field =
        "{'type':'knn_vector','dimension':8%s,'method':{'name':'hnsw','engine':'%s','parameters':{'encoder':{%s}}}}"
            .formatted(more == null ? "" : "," + more, engine, encoder);
    Answer answer = create("{'index.knn':true}", field);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains(words);
  }

  @Test
  void aCodecThatCouldNotBeReadBackIsRefused() {
    Answer answer =
        create(
            "{'index.knn':true,'index.codec':'Niteru104'}", "{'type':'knn_vector','dimension':4}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("cannot be combined with [index.knn: true]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'dimension':4|'dimension':5|[dimension] from [4] to [5]",
        "'dimension':8|'dimension':8,'data_type':'byte'|[data_type] from [null] to [byte]",
        "'dimension':8,'space_type':'l2'|'dimension':8,'space_type':'l1'|[space_type] from [l2] to"
            + " [l1]",
        "'dimension':8,'engine':'lucene'|'dimension':8,'engine':'faiss'|[engine] from [lucene]",
        "'dimension':8|'dimension':8,'mode':'on_disk'|[mode] from [null] to [on_disk]",
        "'dimension':8|'dimension':8,'method':{'name':'hnsw'}|[method] from",
        "'dimension':8,'method':{'name':'hnsw','parameters':{'m':8}}|'dimension':8,'method':"
            + "{'name':'hnsw','parameters':{'m':9}}|[method] from"
      })
  void aMappingCannotChangeItsMeaning(String was, String is, String words) {
    create("{'index.knn':true}", "{'type':'knn_vector'," + was + "}");
    Answer answer = update("{'type':'knn_vector'," + is + "}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("Cannot update parameter " + words);
  }

  @Test
  void whatDoesNotChangeTheMeaningMayBeSentAgain() {
    create("{'index.knn':true}", "{'type':'knn_vector','dimension':4}");
    String same = "{'type':'knn_vector','dimension':4,'data_type':'float','meta':{'a':'b'}}";
    Answer answer = update(same);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1,2,3]|Vector dimension mismatch. Expected: 2, Given: 3",
        "[]|Vector dimension mismatch. Expected: 2, Given: 0",
        "[1,\"x\"]|x",
        "[1,\"NaN\"]|KNN vector values cannot be NaN",
        "[1,1e39]|KNN vector values cannot be infinity",
        "[1,[2]]|element 1 of the vector is not a number",
        "[1,null]|null",
        "{\"a\":1}|a vector is an array of numbers",
        "\"abc\"|has invalid byte length [2], must be a multiple of 4",
        "\"a:c\"|Invalid base64 encoding for vector field [f]",
        "\"AACAPw==\"|Vector dimension mismatch. Expected: 2, Given: 1",
        "\"AADAfwAAAAA=\"|KNN vector values cannot be NaN"
      })
  void oneBadDocumentOfABulkFailsAlone(String vector, String words) {
    create("{'index.knn':true}", "{'type':'knn_vector','dimension':2}");
    Answer answer =
        NODE.post(
            "/m" + created + "/_bulk?refresh=true",
            """
            {"index":{"_id":"1"}}
            {"f":[1,2]}
            {"index":{"_id":"bad"}}
            {"f":%s}
            {"index":{"_id":"3"}}
            {"f":null}
            """
                .formatted(vector));
    assertThat(answer.at("/items/0/index/status").asInt()).isEqualTo(201);
    assertThat(answer.at("/items/1/index/status").asInt()).as(answer.text()).isEqualTo(400);
    assertThat(answer.at("/items/1/index/error/type").asText())
        .isEqualTo("mapper_parsing_exception");
    assertThat(answer.at("/items/1/index/error").toString()).contains(words);
    assertThat(answer.at("/items/2/index/status").asInt()).isEqualTo(201);
    assertThat(NODE.get("/m" + created + "/_count").at("/count").asInt()).isEqualTo(2);
  }

  @Test
  void withoutIndexKnnVectorsAreKeptButNotSearched() {
    create("{'index.knn':false}", "{'type':'knn_vector','dimension':2}");
    String index = "/m" + created;
    NODE.put(index + "/_doc/1?refresh=true", "{\"f\":[1, 2]}");
    assertThat(NODE.get(index + "/_source/1").text()).isEqualTo("{\"f\":[1, 2]}");
    Answer exists = NODE.post(index + "/_search", "{\"query\":{\"exists\":{\"field\":\"f\"}}}");
    assertThat(exists.hitIds()).containsExactly("1");
    Answer search =
        NODE.post(index + "/_search", "{\"query\":{\"knn\":{\"f\":{\"vector\":[1,2],\"k\":1}}}}");
    assertThat(search.status()).isEqualTo(400);
    assertThat(search.text()).contains("Field 'f' is not built for ANN search.");
    Answer method =
        create(
            "{'index.knn':false}", "{'type':'knn_vector','dimension':2,'method':{'name':'hnsw'}}");
    assertThat(method.status()).isEqualTo(400);
    assertThat(method.text()).contains("when index.knn setting is false");
  }

  @Test
  void clusterSettingsOfBothDialectsAreAccepted() {
    Answer answer =
        NODE.put(
            "/_cluster/settings",
            """
            {"persistent": {"knn.plugin.enabled": true, "knn.algo_param.index_thread_qty": 2,
              "knn.memory.circuit_breaker.limit": "60%", "knn.memory.circuit_breaker.enabled": true,
              "knn.memory.circuit_breaker.limit.small": "40%", "knn.model.cache.size.limit": "5%",
              "knn.circuit_breaker.unset.percentage": 70, "knn.cache.item.expiry.enabled": true,
              "knn.cache.item.expiry.minutes": "10m", "knn.faiss.avx2.disabled": true,
              "knn.remote_index_build.poll.interval": "6s"}}
            """);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void efSearchCanBeChangedWhileTheIndexIsOpen() {
    create("{'index.knn':true}", "{'type':'knn_vector','dimension':2}");
    Answer answer =
        NODE.put("/m" + created + "/_settings", "{\"index.knn.algo_param.ef_search\": 300}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(NODE.get("/m" + created + "/_settings").text()).contains("300");
  }

  private static Answer update(String field) {
    String body = "{'properties':{'f':" + field + "}}";
    return NODE.put("/m" + created + "/_mapping", body.replace('\'', '"'));
  }

  private static Answer create(String settings, String field) {
    created++;
    String body = "{'settings':" + settings + ",'mappings':{'properties':{'f':" + field + "}}}";
    return NODE.put("/m" + created, body.replace('\'', '"'));
  }
}
