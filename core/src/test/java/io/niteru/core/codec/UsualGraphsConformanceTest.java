package io.niteru.core.codec;

/** Lucene's own tests, where no merge is large enough for a graph. */
public class UsualGraphsConformanceTest extends Conformance {
  public UsualGraphsConformanceTest() {
    super(GraphSettings.DEFAULT_MIN_SIZE);
  }
}
