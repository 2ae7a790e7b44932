package io.niteru.core.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.core.codec.Workers;
import io.niteru.core.quant.Codes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A graph over 600 points, of which some are deleted and the others given other numbers. */
class InitialisedGraphTest {
  private static final int SIZE = 600;
  private static final int M = 8;
  private static final Team TEAM = new Team(Workers.POOL, 2, () -> {});

  private final Points points = Points.clustered(SIZE, 6, 1);

  @Test
  void nodesKeepTheirLayersAndTheirLinks() throws IOException {
    Graph old = build(points.codes()).build();
    List<Integer> kept = new ArrayList<>(IntStream.range(0, SIZE).boxed().toList());
    java.util.Collections.reverse(kept);
    Graph graph = over(kept, old);
    assertThat(graph.layers()).hasSameSizeAs(old.layers());
    for (int l = 0; l < old.layers().size(); l++) {
      Links before = old.layers().get(l);
      Links after = graph.layers().get(l);
      assertThat(ordinals(after).map(kept::get).sorted())
          .containsExactlyElementsOf(ordinals(before).sorted().boxed().toList());
    }
    for (int node = 0; node < SIZE; node++) {
      assertThat(neighbours(graph.base(), node).map(kept::get))
          .containsAll(neighbours(old.base(), kept.get(node)).boxed().toList());
    }
  }

  @Test
  void whatWasDeletedIsMadeUpForByWhatLayBehindIt() throws IOException {
    Graph old = build(points.codes()).build();
    var random = new SplittableRandom(2);
    List<Integer> kept =
        IntStream.range(0, SIZE).filter(i -> random.nextInt(3) > 0).boxed().toList();
    Graph graph = over(kept, old);
    for (int node = 0; node < kept.size(); node++) {
      int size = kept.size();
      assertThat(neighbours(graph.base(), node))
          .isNotEmpty()
          .doesNotContain(node)
          .doesNotHaveDuplicates()
          .allMatch(n -> n < size);
    }
    assertThat(misses(kept, graph)).isLessThan(kept.size() / 50);
  }

  @Test
  void ofAGraphThatIsAllDeletedNothingIsTakenOver() throws IOException {
    Graph old = build(points.codes()).build();
    Codes codes = Points.clustered(50, 2, 9).codes();
    Graph graph = build(codes).build(old, i -> -1);
    assertThat(graph.base().size()).isEqualTo(50);
    assertThat(InitialisedGraph.highestLevel(old, i -> -1)).isEqualTo(-1);
  }

  @Test
  void oneThatIsLeftIsAGraph() throws IOException {
    Graph old = build(points.codes()).build();
    Graph graph = over(List.of(17), old);
    assertThat(graph.base().size()).isEqualTo(1);
    assertThat(neighbours(graph.base(), 0)).isEmpty();
  }

  /** How many points of a graph a walk towards each does not find. */
  private long misses(List<Integer> kept, Graph graph) {
    Codes codes = points.inOrder(kept).codes();
    var query = new io.niteru.core.quant.BitQuery(codes.layout());
    var walk = new Walk(Points.estimator(codes), kept.size());
    var termination = new EarlyTermination(0, Margin.ANY, Margin.ANY, Margin.ANY, null);
    int start = graph.entry();
    for (int l = graph.layers().size() - 1; l > 0; l--) {
      start = graph.layers().get(l).below(start);
    }
    int entry = start;
    return IntStream.range(0, kept.size())
        .filter(node -> {
          query.load(codes.nibbles(), node);
          walk.search(graph.base(), query, entry, 64, termination);
          return IntStream.range(0, walk.beam().size()).noneMatch(i -> walk.beam().node(i) == node);
        })
        .count();
  }

  private Graph over(List<Integer> kept, Graph old) throws IOException {
    int[] now = new int[SIZE];
    java.util.Arrays.fill(now, -1);
    for (int i = 0; i < kept.size(); i++) {
      now[kept.get(i)] = i;
    }
    return build(points.inOrder(kept).codes()).build(old, i -> now[i]);
  }

  private static GraphBuilder build(Codes codes) {
    return new GraphBuilder(
        Arena.ofAuto(),
        codes,
        M,
        40,
        BuildTuning.DEFAULT,
        TEAM,
        CalibrationSample.NONE,
        more -> {});
  }

  private static IntStream ordinals(Links layer) {
    return IntStream.range(0, layer.size()).map(layer::ordinal);
  }

  private static IntStream neighbours(Links layer, int node) {
    int[] into = new int[layer.maxDegree()];
    return IntStream.of(into).limit(layer.read(node, into));
  }
}
