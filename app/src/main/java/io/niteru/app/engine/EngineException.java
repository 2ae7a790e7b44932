package io.niteru.app.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;

/** The engine refused a request. The message is one line for the user. */
public final class EngineException extends IOException {
  private static final long serialVersionUID = 1;

  private final int status;

  private EngineException(int status, String message) {
    super(message);
    this.status = status;
  }

  static EngineException of(String method, String endpoint, Engine.Answer answer) {
    return new EngineException(
        answer.status(),
        String.format(
            Locale.ROOT, "%s %s: %d %s", method, endpoint, answer.status(), reason(answer.body())));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What an answer or a bulk item gives as the reason, causes included, in one line. */
  static String reason(JsonNode body) {
    JsonNode error = body.has("error") ? body.get("error") : body;
    if (!error.isObject()) {
      return error.asText().lines().findFirst().orElse("no reason given");
    }
    StringBuilder reason = new StringBuilder(error.path("reason").asText(error.toString()));
    for (JsonNode c = error.path("caused_by"); c.isObject(); c = c.path("caused_by")) {
      reason.append(": ").append(c.path("reason").asText());
    }
    return reason.toString().replace('\n', ' ');
  }
}
