package io.niteru.app.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * An index of pictures in an engine: a document a picture, its id the row of the feature file, with
 * the L2-normalised feature and the path. Thread-safe.
 */
public final class ImageIndex {
  /** The field of the vector, as in the article. */
  public static final String VECTOR = "fvec";

  /** The field of the picture's path, relative to the folder of pictures. */
  public static final String PATH = "path";

  /** Where the mapping keeps what the features are; see {@link #about()}. */
  private static final String ABOUT = "niteru";

  private final Engine engine;
  private final String name;

  /** The index of that name, which need not exist. */
  public ImageIndex(Engine engine, String name) {
    this.engine = engine;
    this.name = name;
  }

  /**
   * How an index is made.
   *
   * @param m neighbours of a node of the graph
   * @param efConstruction candidates looked at for a new node's neighbours
   * @param efSearch candidates a search keeps
   * @param shards number of shards
   */
  public record Settings(int m, int efConstruction, int efSearch, int shards) {}

  /** A picture of the index with its vector. */
  public record Picture(String id, String path, float[] vector) {}

  /** A picture found: its score, and the cosine that the score means for unit vectors. */
  public record Hit(String id, String path, double score) {
    /** From {@code score = 1 / (1 + d²)} and, for unit vectors, {@code cos = 1 - d² / 2}. */
    public double cosine() {
      return 1 - (1 / score - 1) / 2;
    }
  }

  /** True if the engine has it. */
  public boolean exists() throws IOException {
    Engine.Answer answer = engine.ask("HEAD", "/" + name, null, null);
    if (answer.status() != 404) {
      answer.success("HEAD", "/" + name);
    }
    return answer.status() != 404;
  }

  /**
   * Creates it with the article's body.
   *
   * @param about what the features are, kept in the mapping
   */
  public void create(Settings settings, int dimension, JsonNode about) throws IOException {
    ObjectNode body = body(settings, dimension);
    body.withObject("/mappings").putObject("_meta").set(ABOUT, about);
    engine.call("PUT", "/" + name, body);
  }

  /** The article's body of an index. */
  public static ObjectNode body(Settings settings, int dimension) {
    ObjectNode body = Engine.JSON.createObjectNode();
    body.putObject("settings")
        .putObject("index")
        .put("number_of_shards", settings.shards())
        .put("auto_expand_replicas", "0-1")
        .put("knn", true)
        .put("knn.algo_param.m", settings.m())
        .put("knn.algo_param.ef_construction", settings.efConstruction())
        .put("knn.algo_param.ef_search", settings.efSearch());
    ObjectNode fields = body.putObject("mappings").putObject("properties");
    fields.putObject(VECTOR).put("type", "knn_vector").put("dimension", dimension);
    fields.putObject(PATH).put("type", "keyword");
    return body;
  }

  /** What {@link #create} was told the features are; a missing node for an index not made by it. */
  public JsonNode about() throws IOException {
    JsonNode mappings = engine.call("GET", "/" + name + "/_mapping", null);
    // An alias answers with the name of its index.
    return mappings.elements().hasNext()
        ? mappings.elements().next().path("mappings").path("_meta").path(ABOUT)
        : mappings.path(ABOUT);
  }

  /** Removes the index with all it holds. */
  public void delete() throws IOException {
    engine.call("DELETE", "/" + name, null);
  }

  /** Makes all that was loaded searchable, and counts it. */
  public long refreshAndCount() throws IOException {
    engine.call("POST", "/" + name + "/_refresh", null);
    return engine.call("GET", "/" + name + "/_count", null).path("count").asLong();
  }

  /**
   * Which of the rows {@code from} up to {@code to} (excluded) have a document; bit 0 is {@code
   * from}.
   */
  public BitSet present(int from, int to) throws IOException {
    ObjectNode body = Engine.JSON.createObjectNode();
    ArrayNode ids = body.putArray("ids");
    for (int row = from; row < to; row++) {
      ids.add(Integer.toString(row));
    }
    JsonNode docs = engine.call("POST", "/" + name + "/_mget?_source=false", body).path("docs");
    BitSet present = new BitSet(to - from);
    for (int i = 0; i < docs.size(); i++) {
      present.set(i, docs.get(i).path("found").asBoolean());
    }
    return present;
  }

  /** The picture of a row of the feature file. */
  public Optional<Picture> row(int row) throws IOException {
    var answer = engine.ask("GET", "/" + name + "/_doc/" + row, null, null);
    if (answer.status() == 404 && answer.body().has("found")) {
      return Optional.empty();
    }
    return Optional.of(picture(answer.success("GET", "/" + name + "/_doc/" + row)));
  }

  /** The picture of a path as it is in the index. */
  public Optional<Picture> path(String path) throws IOException {
    ObjectNode body = Engine.JSON.createObjectNode().put("size", 1);
    body.putObject("query").putObject("term").put(PATH, path);
    JsonNode hits = engine.call("POST", "/" + name + "/_search", body).path("hits").path("hits");
    return hits.isEmpty() ? Optional.empty() : Optional.of(picture(hits.get(0)));
  }

  /** The request that finds the {@code k} look-alikes of a unit vector. */
  public static ObjectNode query(float[] vector, int k) {
    ObjectNode body = query(VECTOR, vector, k);
    body.putArray("_source").add(PATH);
    return body;
  }

  /** The request that finds the {@code k} nearest in any field of vectors. */
  public static ObjectNode query(String field, float[] vector, int k) {
    ObjectNode body = Engine.JSON.createObjectNode().put("size", k);
    ObjectNode knn = body.putObject("query").putObject("knn").putObject(field);
    knn.putPOJO("vector", vector);
    knn.put("k", k);
    return body;
  }

  /** The {@code k} look-alikes of a unit vector, best first. */
  public List<Hit> search(float[] vector, int k) throws IOException {
    return hits(engine.call("POST", "/" + name + "/_search", query(vector, k)));
  }

  /** The look-alikes in the answer to a {@link #query}, best first. */
  public static List<Hit> hits(JsonNode answer) {
    List<Hit> hits = new ArrayList<>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      String path = hit.path("_source").path(PATH).asText();
      hits.add(new Hit(hit.path("_id").asText(), path, hit.path("_score").asDouble()));
    }
    return hits;
  }

  private static Picture picture(JsonNode document) {
    JsonNode source = document.path("_source");
    JsonNode values = source.path(VECTOR);
    float[] vector = new float[values.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values.get(i).floatValue();
    }
    return new Picture(document.path("_id").asText(), source.path(PATH).asText(), vector);
  }
}
