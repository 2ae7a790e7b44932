package io.niteru.app.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Lucene's notices, which go to the console wherever it is used in this process. */
public final class LuceneLog {
  /** Held, because the JDK's loggers forget their level when nobody holds them. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private LuceneLog() {}

  /** Keeps all but warnings off the console from now on, for the whole process. */
  public static void quieten() {
    LUCENE.setLevel(Level.WARNING);
  }
}
