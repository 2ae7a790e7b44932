package io.niteru.app.verify;

import io.niteru.app.cli.Progress;
import io.niteru.core.codec.MergeControl;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.lucene.util.IORunnable;

/** Shows how far the graph is while segments merge. */
record BuildSteps(PrintWriter err) implements MergeControl {
  @Override
  public Pass begin(Step step, int vectors, int workers) {
    return step == Step.INSERT ? new Insertion(vectors) : NONE.begin(step, vectors, workers);
  }

  private final class Insertion implements Pass {
    private final Progress progress;

    Insertion(int vectors) {
      this.progress = new Progress("graph", vectors, "nodes", err);
    }

    @Override
    public void await(IORunnable aborted) throws IOException {
      aborted.run();
    }

    @Override
    public void inserted(int vectors) {
      progress.step(vectors);
    }

    @Override
    public void close() {
      progress.close();
    }
  }
}
