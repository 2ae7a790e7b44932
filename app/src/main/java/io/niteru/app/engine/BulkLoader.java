package io.niteru.app.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Loads documents through {@code _bulk}, a batch at a time over one connection. Documents that the
 * engine has no room for just now (429, 503), and whole requests that do not reach it (or what a
 * proxy answers then: 502, 504), are sent again after a pause that doubles; anything else that is
 * refused ends the load. Not thread-safe.
 *
 * <p>opensearch-java's {@code BulkIngester} (3.8 and 3.9) sends again only documents refused with
 * 429: a 503, a lost connection or a whole request refused is left to its listener, which is told
 * on another thread while more is sent, and a wait for room cannot be interrupted.
 */
public final class BulkLoader {
  /** A document: its id, its path and its vector, which is read at once and not kept. */
  public record Document(String id, String path, float[] vector) {}

  private record Entry(String id, byte[] lines) {}

  private static final int TRIES = 9;

  private final Engine engine;
  private final String index;
  private final int batch;
  private final Duration firstPause;
  private final List<Entry> waiting = new ArrayList<>();

  /**
   * A loader with nothing to send.
   *
   * @param batch documents of a request
   * @param firstPause how long to wait before sending again what was put off; doubles each time
   */
  public BulkLoader(Engine engine, String index, int batch, Duration firstPause) {
    this.engine = engine;
    this.index = index;
    this.batch = batch;
    this.firstPause = firstPause;
  }

  /**
   * Takes one document, and sends the batch when it is full.
   *
   * @return how many documents the engine has acknowledged by this call
   */
  public int add(Document document) throws IOException {
    waiting.add(new Entry(document.id(), lines(document)));
    return waiting.size() < batch ? 0 : flush();
  }

  /**
   * Sends what waits.
   *
   * @return how many documents the engine has acknowledged by this call
   */
  public int flush() throws IOException {
    int count = waiting.size();
    Duration pause = firstPause;
    for (int tries = 1; !waiting.isEmpty(); tries++) {
      String trouble = send();
      if (!waiting.isEmpty()) {
        if (tries == TRIES) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "gave up after %d tries: %s; what was loaded stays, run the command again to go on",
                  TRIES,
                  trouble));
        }
        sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
    return count;
  }

  /** Sends the batch once and leaves in it what is to be sent again; returns why. */
  private String send() throws IOException {
    var body = new ByteArrayOutputStream();
    for (Entry entry : waiting) {
      body.writeBytes(entry.lines());
    }
    Answer answer;
    try {
      answer =
          engine.send("POST", "/" + index + "/_bulk", body.toByteArray(), "application/x-ndjson");
    } catch (IOException e) {
      return e.getMessage();
    }
    if (putOff(answer.status())) {
      return answer.status() + " " + EngineException.reason(answer.body());
    }
    return keepPutOff(answer.success("POST", "/" + index + "/_bulk").path("items"));
  }

  private String keepPutOff(JsonNode items) throws IOException {
    List<Entry> again = new ArrayList<>();
    String reason = "";
    for (int i = 0; i < waiting.size(); i++) {
      JsonNode item = items.path(i).path("index");
      int status = item.path("status").asInt();
      if (putOff(status)) {
        again.add(waiting.get(i));
        reason = status + " " + EngineException.reason(item);
      } else if (status >= 300 || status == 0) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "document %s refused: %d %s",
                waiting.get(i).id(),
                status,
                EngineException.reason(item)));
      }
    }
    waiting.clear();
    waiting.addAll(again);
    return reason;
  }

  private static boolean putOff(int status) {
    return status == 429 || status >= 502 && status <= 504;
  }

  private static byte[] lines(Document document) throws IOException {
    var out = new ByteArrayOutputStream(16 * document.vector().length);
    try (JsonGenerator json = Engine.JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      json.writeStartObject();
      json.writeObjectFieldStart("index");
      json.writeStringField("_id", document.id());
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField(ImageIndex.PATH, document.path());
      json.writeArrayFieldStart(ImageIndex.VECTOR);
      for (float x : document.vector()) {
        json.writeNumber(x);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return out.toByteArray();
  }

  private static void sleep(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted; run the command again to go on", e);
    }
  }
}
