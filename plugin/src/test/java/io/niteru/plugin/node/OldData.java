package io.niteru.plugin.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.plugin.node.RunningNode.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Indexes of several kinds, small, with a graph and more in a second segment. */
enum OldData {
  EUCLIDEAN("default", "\"space_type\": \"l2\""),
  COMPRESSED("best_compression", "\"space_type\": \"cosinesimil\""),
  BYTES("default", "\"data_type\": \"byte\""),
  NESTED("default", "\"space_type\": \"l2\"");

  private static final int COUNT = 140;
  private static final int MERGED = 120;
  private static final int DELETED = 7;
  private static final int DIMENSION = 16;

  private final String codec;
  private final String field;

  OldData(String codec, String field) {
    this.codec = codec;
    this.field = field;
  }

  /** A search. */
  record Question(String path, String body) {
    /** What it finds, {@code id:score}, nearest first. */
    List<String> hits(RunningNode node) {
      Answer answer = node.post(path, body);
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      return answer
          .at("/hits/hits")
          .valueStream()
          .map(hit -> hit.at("/_id").asText() + ":" + hit.at("/_score").asText())
          .toList();
    }
  }

  String index() {
    return "old-" + ordinal();
  }

  /** Leaves two segments, of which the first has a graph and a deleted document. */
  void write(RunningNode node) {
    String vector =
        "\"v\": {\"type\": \"knn_vector\", \"dimension\": %d, %s}".formatted(DIMENSION, field);
    Answer made =
        node.put(
            "/" + index(),
            """
            {"settings": {"index.knn": true, "codec": "%s", "knn.merge_when_idle": false,
                          "knn.advanced.approximate_threshold": 100},
             "mappings": {"properties": {%s}}}
            """
                .formatted(
                    codec,
                    this == NESTED
                        ? "\"parts\": {\"type\": \"nested\", \"properties\": {" + vector + "}}"
                        : vector));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    load(node, 0, MERGED / 2);
    load(node, MERGED / 2, MERGED);
    node.post("/" + index() + "/_forcemerge?max_num_segments=1", null);
    load(node, MERGED, COUNT);
    node.send("DELETE", "/" + index() + "/_doc/" + DELETED, null);
    node.post("/" + index() + "/_flush", null);
  }

  /** Indexes documents. */
  void load(RunningNode node, int from, int to) {
    StringBuilder bulk = new StringBuilder();
    for (int id = from; id < to; id++) {
      bulk.append("{\"index\": {\"_id\": \"%d\"}}\n%s\n".formatted(id, document(id)));
    }
    Answer loaded = node.post("/" + index() + "/_bulk?refresh=true", bulk.toString());
    assertThat(loaded.at("/errors").asBoolean(true)).as(loaded.text()).isFalse();
  }

  String document(int id) {
    Random random = new Random(id);
    String vector = vector(random);
    return this == NESTED
        ? "{\"n\": %d, \"parts\": [{\"v\": %s}, {\"v\": %s}]}".formatted(id, vector, vector(random))
        : "{\"n\": %d, \"v\": %s}".formatted(id, vector);
  }

  /** Of numbers that are given back as they are written: no zero at the end. */
  private String vector(Random random) {
    return IntStream.range(0, DIMENSION)
        .mapToObj(_ -> (this == BYTES ? "" : "0.") + (2 * random.nextInt(50) + 1))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** Searches so wide that they find the nearest, of all and of half of the documents. */
  List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (String filter : List.of("", ", \"filter\": {\"range\": {\"n\": {\"lt\": 70}}}")) {
      for (int target = COUNT; target < COUNT + 3; target++) {
        String knn =
            """
            {"knn": {"%sv": {"vector": %s, "k": 10, "method_parameters": {"ef_search": 500}%s}}}
            """
                .formatted(this == NESTED ? "parts." : "", vector(new Random(target)), filter)
                .strip();
        String query =
            this == NESTED ? "{\"nested\": {\"path\": \"parts\", \"query\": " + knn + "}}" : knn;
        questions.add(new Question("/" + index() + "/_search", "{\"query\": " + query + "}"));
      }
    }
    return questions;
  }
}
