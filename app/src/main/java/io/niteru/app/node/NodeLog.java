package io.niteru.app.node;

import io.niteru.app.cli.LuceneLog;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** Sends the engine's log to a file; the console keeps warnings only. */
final class NodeLog {
  private static final String FOLDER_PROPERTY = "niteru.logs";

  private NodeLog() {}

  /** Writes {@code niteru.log} in that folder from now on, for the whole process. */
  static void writeTo(Path folder) {
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    LuceneLog.quieten();
    Configurator.reconfigure(configuration());
  }

  /** Keeps the engine's warnings off the console from now on; the file still has them. */
  static void quieten() {
    if (LogManager.getContext(false) instanceof LoggerContext context) {
      context.getConfiguration().getRootLogger().removeAppender("console");
      context.updateLoggers();
    }
  }

  private static URI configuration() {
    try {
      return NodeLog.class.getResource("/niteru-node-log4j2.properties").toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
