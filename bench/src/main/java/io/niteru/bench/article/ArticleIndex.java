package io.niteru.bench.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.niteru.app.engine.Engine;
import io.niteru.app.engine.ImageIndex;
import io.niteru.bench.process.ProcessMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The article's index in an engine, and what the engine says of it. Everything is asked over REST.
 *
 * @param engine reached by the official client
 * @param name of the index
 */
public record ArticleIndex(Engine engine, String name) {
  private static final int M = 48;
  private static final int EF_CONSTRUCTION = 128;
  private static final int EF_SEARCH = 256;

  /** What {@code _cat/indices} shows. */
  public record Listing(long documents, long storeBytes) {}

  /**
   * Creates it with the article's body. It sets the refresh interval besides, to what it is anyway:
   * or else the engine would leave off refreshing once nobody has searched for 30 s.
   */
  public void create(int shards, int dimension) throws IOException {
    if (images().exists()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has an index %s already; delete it or give another --index",
              engine.address(),
              name));
    }
    ObjectNode body =
        ImageIndex.body(new ImageIndex.Settings(M, EF_CONSTRUCTION, EF_SEARCH, shards), dimension);
    body.withObject("/settings/index").put("refresh_interval", "1s");
    engine.call("PUT", "/" + name, body);
  }

  /** What {@code _cat/indices} shows now. */
  public Listing listing() throws IOException {
    JsonNode row =
        engine
            .call(
                "GET",
                "/_cat/indices/" + name + "?format=json&bytes=b&h=docs.count,store.size",
                null)
            .path(0);
    return new Listing(row.path("docs.count").asLong(), row.path("store.size").asLong());
  }

  /** Segments of all shards that searches see. */
  public int segments() throws IOException {
    int searched = 0;
    for (JsonNode segment :
        engine.call("GET", "/_cat/segments/" + name + "?format=json&h=searchable", null)) {
      searched += segment.path("searchable").asText().equals("true") ? 1 : 0;
    }
    return searched;
  }

  /** Merges that run now. */
  public int merges() throws IOException {
    return engine
        .call("GET", "/" + name + "/_stats/merge", null)
        .at("/_all/total/merges/current")
        .asInt();
  }

  /**
   * Writes all that is in memory to disk and lets go of files that merges have replaced, as the
   * engine does by itself once it has been left alone for five minutes. Returns once the listing
   * tells so: sizes in it are up to ten seconds old.
   */
  public void flush() throws IOException {
    engine.call("POST", "/" + name + "/_flush", null);
    Pause.of(Duration.ofSeconds(11));
  }

  /** Connections that clients opened to all nodes, ever. */
  public long connectionsOpened() throws IOException {
    long opened = 0;
    for (JsonNode node : engine.call("GET", "/_nodes/stats/http", null).path("nodes")) {
      opened += node.at("/http/total_opened").asLong();
    }
    return opened;
  }

  /** Name and version of the engine. */
  public String version() throws IOException {
    JsonNode nodes = engine.call("GET", "/_nodes/process", null).path("nodes");
    return "OpenSearch " + nodes.elements().next().path("version").asText();
  }

  /** Memory of the engine's process, if that is one and on this machine. */
  public Optional<ProcessMemory> memory() throws IOException {
    JsonNode nodes = engine.call("GET", "/_nodes/process", null).path("nodes");
    String host = URI.create(engine.address()).getHost();
    return nodes.size() == 1 && InetAddress.getByName(host).isLoopbackAddress()
        ? ProcessMemory.of(nodes.elements().next().at("/process/id").asLong())
        : Optional.empty();
  }

  /** Removes it. */
  public void delete() throws IOException {
    images().delete();
  }

  private ImageIndex images() {
    return new ImageIndex(engine, name);
  }
}
