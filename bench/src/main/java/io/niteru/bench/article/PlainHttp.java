package io.niteru.bench.article;

import com.fasterxml.jackson.databind.JsonNode;
import io.niteru.app.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Requests one after the other over a connection that is kept, each sent and waited for by the
 * thread that asks, as in the article's Python. The official client for Java has threads of its own
 * for that, and each answer passes through them. For one thread.
 */
public final class PlainHttp {
  private final URI url;

  /**
   * Nothing is sent yet.
   *
   * @param url of the engine, with user and password if it asks for them
   */
  public PlainHttp(String url) {
    this.url = URI.create(url);
  }

  /**
   * Sends JSON and returns what is answered.
   *
   * @throws IOException if that is no success
   */
  public JsonNode post(String endpoint, byte[] body) throws IOException {
    var http = (HttpURLConnection) url.resolve(endpoint).toURL().openConnection();
    http.setRequestMethod("POST");
    http.setRequestProperty("Content-Type", "application/json");
    if (url.getUserInfo() != null) {
      byte[] user = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
      http.setRequestProperty("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = http.getOutputStream()) {
      out.write(body);
    }
    int status = http.getResponseCode();
    try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
      // All of it, or the connection would not be kept.
      byte[] answer = in == null ? new byte[0] : in.readAllBytes();
      if (status >= 300) {
        throw new IOException(
            "%s answered %d: %s"
                .formatted(endpoint, status, new String(answer, StandardCharsets.UTF_8)));
      }
      return Engine.JSON.readTree(answer);
    }
  }
}
