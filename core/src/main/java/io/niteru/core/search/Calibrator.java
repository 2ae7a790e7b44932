package io.niteru.core.search;

import io.niteru.core.graph.Beam;
import io.niteru.core.graph.BuildTuning;
import io.niteru.core.graph.CalibrationSample;
import io.niteru.core.graph.Graph;
import io.niteru.core.graph.Team;
import io.niteru.core.quant.Codes;
import io.niteru.core.quant.Encoder;
import io.niteru.core.quant.Quantizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds out what recall beams of several widths have in a graph that is being built. Some vectors
 * are held back until the others are inserted, each together with those nearest to it, and are then
 * searched for: to the graph they are what a new picture is, of which it knows no other. (Targets
 * like the ones it does know have a higher recall.) For one thread, which has a team.
 */
public final class Calibrator implements CalibrationSample {
  private static final int TOGETHER = 16;

  private final Quantizer quantizer;
  private final Codes codes;
  private final Team team;
  private final BuildTuning tuning;
  private final Trial[] trials;
  private final FixedBitSet held;
  private Calibration calibration = Calibration.NONE;

  /**
   * One target.
   *
   * @param target the vector
   * @param nodes those nearest to it, nearest first
   * @param distances by the second rung
   */
  private record Trial(float[] target, int[] nodes, float[] distances) {}

  /** Reads vectors one after the other. */
  @FunctionalInterface
  public interface Source {
    /** A vector with an ordinal larger than the last one's. */
    float[] read(int ordinal) throws IOException;
  }

  /**
   * Chooses targets and finds their true nearest.
   *
   * @param quantizer what the codes were made with
   * @param codes codes of all vectors
   * @param vectors the vectors
   * @param team does the work
   * @param tuning how much work that is
   */
  public Calibrator(Quantizer quantizer, Codes codes, Source vectors, Team team, BuildTuning tuning)
      throws IOException {
    this.quantizer = quantizer;
    this.codes = codes;
    this.team = team;
    this.tuning = tuning;
    int neighbourhood = tuning.heldBackTogether(codes.size());
    int most = codes.size() / (tuning.leastPerHeldBack() * neighbourhood);
    this.trials = new Trial[Math.min(tuning.mostTargets(), most)];
    this.held = new FixedBitSet(codes.size());
    float[][] targets = new float[trials.length][];
    for (int i = 0; i < targets.length; i++) {
      int ordinal = (int) ((long) i * codes.size() / targets.length);
      targets[i] = vectors.read(ordinal).clone();
      held.set(codes.order().node(ordinal));
    }
    team.run(
        Math.ceilDiv(targets.length, TOGETHER),
        () -> job -> scan(targets, job * TOGETHER, Math.min(targets.length, (job + 1) * TOGETHER)));
    for (Trial trial : trials) {
      for (int i = 0; i < neighbourhood && i < trial.nodes.length; i++) {
        held.set(trial.nodes[i]);
      }
    }
  }

  /** Scans the codes for some targets at once: each block is read from memory only once. */
  private void scan(float[][] targets, int from, int to) throws IOException {
    var encoder = new Encoder(quantizer);
    var scans = new TargetScan[to - from];
    for (int i = 0; i < scans.length; i++) {
      scans[i] = new TargetScan(codes, tuning.targetCandidates());
      encoder.query(targets[from + i], scans[i].bits, scans[i].nibbles);
    }
    int[] nodes = new int[TargetScan.MOST];
    for (int start = 0; start < codes.size(); start += TargetScan.MOST) {
      team.check();
      look(scans, nodes, start, Math.min(TargetScan.MOST, codes.size() - start));
    }
    for (int i = 0; i < scans.length; i++) {
      Beam nearest = scans[i].nearest();
      var trial = new Trial(targets[from + i], new int[nearest.size()], new float[nearest.size()]);
      nearest.copy(trial.nodes, trial.distances);
      trials[from + i] = trial;
    }
  }

  /** The loop that takes the time, by itself: compiled along with what is around it, it waits. */
  private static void look(TargetScan[] scans, int[] nodes, int start, int count) {
    for (int i = 0; i < count; i++) {
      nodes[i] = start + i;
    }
    for (TargetScan scan : scans) {
      scan.look(nodes, count);
    }
  }

  @Override
  public boolean has(int node) {
    return held.get(node);
  }

  @Override
  public void look(Graph graph, IntPredicate absent) throws IOException {
    if (trials.length == 0) {
      return;
    }
    calibration =
        new Calibration(
            List.of(
                curve(graph, absent, 10, 16, trials.length),
                curve(graph, absent, 100, 128, Math.max(1, trials.length / 4))));
  }

  private Calibration.Curve curve(
      Graph graph, IntPredicate absent, int k, int firstWidth, int count) throws IOException {
    float[] recalls = {};
    double recall = 0;
    double enough = Math.min(tuning.enoughRecall(), share((long) count * k, (long) count * k));
    int[] found = new int[count];
    for (int width = firstWidth; width <= tuning.widestTried() && recall < enough; width *= 2) {
      search(graph, absent, k, width, found);
      recall = share(Arrays.stream(found).sum(), (long) count * k);
      recalls = Arrays.copyOf(recalls, recalls.length + 1);
      recalls[recalls.length - 1] = (float) recall;
    }
    return new Calibration.Curve(k, firstWidth, recalls);
  }

  /**
   * Counts what is found for some trials. Of those all of which was found already nothing changes:
   * a wider beam finds it too, and most of the time would go into that.
   */
  private void search(Graph graph, IntPredicate absent, int k, int width, int[] found)
      throws IOException {
    team.run(
        found.length,
        () -> {
          var context = new SearchContext(quantizer, codes);
          return i -> {
            if (found[i] < k) {
              Trial trial = trials[(int) ((long) i * trials.length / found.length)];
              context.seek(trial.target);
              context.walk(
                  graph,
                  width,
                  null,
                  new TopKnnCollector(k, Integer.MAX_VALUE),
                  SearchTuning.DEFAULT);
              found[i] = context.within(distance(trial, absent, k), k);
            }
          };
        });
  }

  /** The recall that is taken for likely: that few trials missed nothing is not that none will. */
  private static double share(long found, long all) {
    return found / (all + .5);
  }

  /** The distance of the k-th nearest node the graph has. */
  private static float distance(Trial trial, IntPredicate absent, int k) {
    int present = 0;
    for (int i = 0; i < trial.nodes.length; i++) {
      present += absent.test(trial.nodes[i]) ? 0 : 1;
      if (present == k) {
        return trial.distances[i];
      }
    }
    return Float.POSITIVE_INFINITY;
  }

  /** What was found out; nothing if there were too few vectors. */
  public Calibration calibration() {
    return calibration;
  }
}
