package io.niteru.core.codec;

/** Lucene's own tests, where every merge writes a graph. */
public class GraphsEverywhereConformanceTest extends Conformance {
  public GraphsEverywhereConformanceTest() {
    super(1);
  }
}
