package io.niteru.app.engine;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * One connection to an engine, kept open, for requests whose time is taken. As little code as can
 * be lies between the caller and the socket, so that the times are the engine's and not those of a
 * client the JVM has yet to compile: each of the first thousand searches through {@link Engine}
 * takes about 2 ms longer than the engine does. Not thread-safe.
 */
public final class Connection implements AutoCloseable {
  /** Holds a request with a vector of 4,096 dimensions: it leaves in one piece. */
  private static final int BUFFER = 1 << 16;

  private static final Timeout LONGEST = Timeout.ofMinutes(5);
  private static final Http1Config CONFIG = Http1Config.custom().setBufferSize(BUFFER).build();

  private final Engine engine;
  private final HttpHost host;
  private final String authorization;
  private DefaultBHttpClientConnection http;

  /**
   * Connects to where an engine is.
   *
   * @param user {@code user:password}, or null for nobody
   */
  Connection(Engine engine, HttpHost host, String user) throws IOException {
    this.engine = engine;
    this.host = host;
    this.authorization = user == null ? null : basic(user);
    try {
      this.http = open();
    } catch (IOException e) {
      throw engine.unreachable(e);
    }
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What was answered.
   *
   * @param status of HTTP
   * @param body as bytes: to read them is not the engine's time
   * @param millis from the first byte sent to the last received
   */
  public record Reply(int status, byte[] body, double millis) {
    /** The JSON of it. */
    public Engine.Answer read() {
      return new Engine.Answer(status, Engine.json(body));
    }
  }

  /**
   * Sends a request and waits for the whole answer, whatever it is.
   *
   * @throws IOException if there is no engine at the address any more
   */
  public Reply post(String path, byte[] body, ContentType type) throws IOException {
    var request = new BasicClassicHttpRequest("POST", path);
    request.setHeader(HttpHeaders.HOST, host.toHostString());
    request.setHeader(HttpHeaders.CONTENT_TYPE, type);
    request.setHeader(HttpHeaders.CONTENT_LENGTH, body.length);
    if (authorization != null) {
      request.setHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    request.setEntity(new ByteArrayEntity(body, type));
    try {
      if (!http.isOpen()) {
        http = open();
      }
      long start = System.nanoTime();
      http.sendRequestHeader(request);
      http.sendRequestEntity(request);
      http.flush();
      ClassicHttpResponse response = http.receiveResponseHeader();
      http.receiveResponseEntity(response);
      byte[] answer = EntityUtils.toByteArray(response.getEntity());
      double millis = (System.nanoTime() - start) / 1e6;
      if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
          request, response, HttpCoreContext.create())) {
        http.close();
      }
      return new Reply(response.getCode(), answer, millis);
    } catch (IOException | HttpException e) {
      http.close(CloseMode.IMMEDIATE); // half an answer may be left in it
      throw engine.unreachable(e);
    }
  }

  private DefaultBHttpClientConnection open() throws IOException {
    boolean tls = host.getSchemeName().equals("https");
    int port = host.getPort() >= 0 ? host.getPort() : tls ? 443 : 80;
    Socket socket =
        tls
            ? SSLSocketFactory.getDefault().createSocket(host.getHostName(), port)
            : new Socket(host.getHostName(), port);
    socket.setTcpNoDelay(true);
    if (socket instanceof SSLSocket secure) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake(); // or else the first request would be timed with it
    }
    var opened = new DefaultBHttpClientConnection(CONFIG);
    opened.bind(socket);
    opened.setSocketTimeout(LONGEST);
    return opened;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
