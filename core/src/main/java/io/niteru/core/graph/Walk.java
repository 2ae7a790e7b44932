package io.niteru.core.graph;

import io.niteru.core.quant.BitEstimator;
import io.niteru.core.quant.BitQuery;
import io.niteru.core.simd.Prefetch;
import java.util.Arrays;
import org.apache.lucene.util.Bits;

/**
 * Walks a layer towards a query, by estimated distances. Holds the visited set, the beam and
 * buffers; allocates nothing once warm; for one thread.
 */
public final class Walk {
  /**
   * Nodes whose neighbours are loaded together: more overlap, for hardly an estimate more. In a
   * million features, whose lists are short, 4 take a twentieth less than 2.
   */
  private static final int OPENED_AT_ONCE = 4;

  private final BitEstimator estimator;
  private final Visited visited;
  private final Beam beam = new Beam();
  private final Prefetch prefetch = new Prefetch();
  private final int[] opened = new int[OPENED_AT_ONCE];
  private final int[] upcoming = new int[OPENED_AT_ONCE];
  private int width;
  private int[] neighbours = new int[256];
  private int[] ordinals = new int[256];
  private float[] distances = new float[256];
  private int[] beyond = new int[256];
  private int[] gathered = new int[1024];
  private float[] gatheredDistances = new float[1024];

  /**
   * A walk through graphs over some codes.
   *
   * @param estimator estimates distances from the codes
   * @param size number of codes
   */
  public Walk(BitEstimator estimator, int size) {
    this.estimator = estimator;
    this.visited = new Visited(size);
  }

  /** What the last {@link #search} found. */
  public Beam beam() {
    return beam;
  }

  /** The estimated distance of one node. */
  public float distance(Links layer, int node, BitQuery query) {
    neighbours[0] = layer.ordinal(node);
    estimator.estimate(query, neighbours, 0, 1, distances);
    return distances[0];
  }

  /**
   * Goes from neighbour to neighbour as long as that leads nearer.
   *
   * @param layer the layer
   * @param query the query
   * @param node where to start
   * @return where no neighbour is nearer
   */
  public int descend(Links layer, BitQuery query, int node) {
    reserve(layer.maxDegree());
    float best = distance(layer, node, query);
    while (true) {
      int n = layer.read(node, neighbours);
      int[] ordinals = layer.ordinals(neighbours, 0, n, this.ordinals);
      estimator.prefetch(ordinals, 0, n);
      estimator.estimate(query, ordinals, 0, n, distances);
      int nearest = -1;
      for (int i = 0; i < n; i++) {
        if (distances[i] < best) {
          best = distances[i];
          nearest = i;
        }
      }
      if (nearest < 0) {
        return node;
      }
      node = neighbours[nearest];
    }
  }

  /**
   * Fills the beam with the nearest nodes a best-first walk finds.
   *
   * @param layer the layer
   * @param query the query
   * @param start where to start
   * @param width nodes the beam keeps: efSearch, or efConstruction
   * @param termination ends the walk before no node of the beam is left to open
   */
  public void search(
      Links layer, BitQuery query, int start, int width, EarlyTermination termination) {
    begin(layer, width, width);
    enter(start, distance(layer, start, query));
    goOn(layer, query, termination);
  }

  /**
   * Fills the beam with the nearest nodes best-first walks from some starts find, one after the
   * other. From each it first goes as far as neighbours lead nearer: among thousands of near copies
   * of one thing all of the beam is filled with those met first, and a start among others would
   * never be opened.
   *
   * @param layer the layer
   * @param query the query
   * @param starts where to start, nearest first
   * @param count number of starts
   * @param width nodes the beam opens
   * @param kept nodes it keeps at most, as {@code termination} says, where estimates are too coarse
   *     to choose; at least {@code width}
   * @param termination tells how far a start may be, and ends each walk before no node of the beam
   *     is left to open
   */
  public void search(
      Links layer,
      BitQuery query,
      int[] starts,
      int count,
      int width,
      int kept,
      EarlyTermination termination) {
    begin(layer, width, kept);
    boolean over = false;
    for (int i = 0; i < count && !over; i++) {
      float distance = distance(layer, starts[i], query);
      if (distance > termination.start(beam)) {
        break;
      }
      enter(starts[i], distance);
      over =
          follow(layer, query, starts[i], distance, termination) || goOn(layer, query, termination);
    }
  }

  /**
   * Fills the beam with accepted nodes only: where a neighbour is not accepted, its neighbours are
   * looked at instead (Patel et al., "ACORN: performant and predicate-agnostic search over vector
   * embeddings and structured data", SIGMOD 2024).
   *
   * @param layer the base layer
   * @param query the query
   * @param starts where to start; each is followed, over any nodes, to where no neighbour is nearer
   * @param count number of starts
   * @param width nodes the beam opens
   * @param kept nodes it keeps at most, as {@code termination} says, where estimates are too coarse
   *     to choose; at least {@code width}
   * @param accepted the nodes wanted
   * @param termination ends the walk before no node of the beam is left to open
   */
  public void search(
      Links layer,
      BitQuery query,
      int[] starts,
      int count,
      int width,
      int kept,
      Bits accepted,
      EarlyTermination termination) {
    begin(layer, width, kept);
    int n = 0;
    for (int i = 0; i < count; i++) {
      int node = descend(layer, query, starts[i]);
      if (visited.add(node)) {
        n = accepted.get(node) ? gather(node, n) : n;
        n = gather(layer, node, accepted, n);
      }
    }
    while (!lookAtGathered(query, n, termination)) {
      int nodes = open(layer, termination);
      if (nodes == 0) {
        return;
      }
      n = 0;
      for (int i = 0; i < nodes; i++) {
        n = gather(layer, opened[i], accepted, n);
      }
    }
  }

  private void begin(Links layer, int width, int most) {
    reserve(layer.maxDegree());
    visited.clear();
    beam.clear(width, most);
    this.width = width;
  }

  private void enter(int start, float distance) {
    if (visited.add(start)) {
      beam.offer(start, distance);
    }
  }

  /** Opens what is nearest, again and again; returns whether there must be no more estimates. */
  private boolean goOn(Links layer, BitQuery query, EarlyTermination termination) {
    for (int n = open(layer, termination); n > 0; n = open(layer, termination)) {
      if (step(layer, query, n, termination)) {
        return true;
      }
    }
    return false;
  }

  /** Looks at the neighbours of the nodes opened; returns whether there must be no more. */
  private boolean step(Links layer, BitQuery query, int nodes, EarlyTermination termination) {
    int from = visited.count();
    for (int i = 0; i < nodes; i++) {
      visited.addAll(neighbours, layer.read(opened[i], neighbours));
    }
    return look(layer, query, from, termination);
  }

  /**
   * Goes from a node to the nearest of those neighbours that have not been visited, as long as that
   * leads nearer.
   *
   * @return whether there must be no more estimates
   */
  private boolean follow(
      Links layer, BitQuery query, int start, float distance, EarlyTermination termination) {
    float best = distance;
    for (int node = start; node >= 0; ) {
      int from = visited.count();
      visited.addAll(neighbours, layer.read(node, neighbours));
      if (look(layer, query, from, termination)) {
        return true;
      }
      node = -1;
      for (int i = from; i < visited.count(); i++) {
        if (distances[i - from] < best) {
          best = distances[i - from];
          node = visited.log()[i];
        }
      }
    }
    return false;
  }

  /** Estimates those visited last; returns whether there must be no more estimates. */
  private boolean look(Links layer, BitQuery query, int from, EarlyTermination termination) {
    int to = visited.count();
    int[] ordinals = layer.ordinals(visited.log(), from, to, this.ordinals);
    int first = layer.isBase() ? from : 0;
    int last = first + to - from;
    estimator.prefetch(ordinals, first, last);
    estimator.estimate(query, ordinals, first, last, distances);
    beam.offerAll(visited.log(), from, to, distances);
    return termination.spend(to - from);
  }

  /** Likewise those gathered last. */
  private boolean lookAtGathered(BitQuery query, int n, EarlyTermination termination) {
    estimator.prefetch(gathered, 0, n);
    estimator.estimate(query, gathered, 0, n, gatheredDistances);
    beam.offerAll(gathered, 0, n, gatheredDistances);
    return n > 0 && termination.spend(n);
  }

  /**
   * Accepted nodes not visited yet, at most two links away; those two links away only until there
   * are as many as the node has neighbours, for no more would be looked at without a filter.
   */
  private int gather(Links layer, int node, Bits accepted, int before) {
    int n = layer.read(node, neighbours);
    int count = before;
    int rejected = 0;
    for (int i = 0; i < n; i++) {
      int neighbour = neighbours[i];
      if (visited.add(neighbour)) {
        if (accepted.get(neighbour)) {
          count = gather(neighbour, count);
        } else {
          neighbours[rejected++] = neighbour;
        }
      }
    }
    for (int i = 0; i < rejected && count - before < n; i++) {
      int far = layer.read(neighbours[i], beyond);
      for (int j = 0; j < far; j++) {
        if (accepted.get(beyond[j]) && visited.add(beyond[j])) {
          count = gather(beyond[j], count);
        }
      }
    }
    return count;
  }

  /**
   * Opens some nodes and loads what their lists begin with; also those of the nodes that are next
   * unless something nearer turns up, which arrive while the estimates are made.
   */
  private int open(Links layer, EarlyTermination termination) {
    beam.close(termination.farthest(beam));
    int n = beam.open(opened, termination.limit(beam), width);
    prefetch(layer, opened, n);
    prefetch(layer, upcoming, beam.upcoming(upcoming, width));
    return n;
  }

  private void prefetch(Links layer, int[] nodes, int count) {
    for (int i = 0; i < count; i++) {
      prefetch.loaded(layer.prefetch(nodes[i]));
    }
  }

  private int gather(int node, int count) {
    if (count == gathered.length) {
      gathered = Arrays.copyOf(gathered, 2 * count);
      gatheredDistances = new float[2 * count];
    }
    gathered[count] = node;
    return count + 1;
  }

  private void reserve(int degree) {
    if (neighbours.length < degree) {
      neighbours = new int[degree];
      beyond = new int[degree];
    }
    if (ordinals.length < degree * opened.length) {
      ordinals = new int[degree * opened.length];
      distances = new float[degree * opened.length];
    }
  }

  /** Bytes its buffers have grown to; the set of those visited is as large as the graph. */
  public long grown() {
    long gathering = 2L * Integer.BYTES * gathered.length;
    return beam.bytes() + visited.logBytes() + gathering;
  }
}
