package io.niteru.core.codec;

/** Lucene's own tests, where some merges write a graph. */
public class SmallGraphsConformanceTest extends Conformance {
  public SmallGraphsConformanceTest() {
    super(10);
  }
}
