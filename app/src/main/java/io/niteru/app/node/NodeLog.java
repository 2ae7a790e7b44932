package io.niteru.app.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.logging.log4j.core.config.Configurator;

/** Sends the engine's log to a file; the console keeps warnings only. */
final class NodeLog {
  private static final String FOLDER_PROPERTY = "niteru.logs";

  /** Held, because the JDK's loggers forget their level when nobody holds them. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private NodeLog() {}

  /** Writes {@code niteru.log} in that folder from now on, for the whole process. */
  static void writeTo(Path folder) {
    System.setProperty(FOLDER_PROPERTY, folder.toString());
    LUCENE.setLevel(Level.WARNING);
    Configurator.reconfigure(configuration());
  }

  private static URI configuration() {
    try {
      return NodeLog.class.getResource("/niteru-node-log4j2.properties").toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
