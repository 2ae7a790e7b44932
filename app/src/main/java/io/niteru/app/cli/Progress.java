package io.niteru.app.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long task is: a bar with rate and remaining time on a terminal, redrawn at most ten
 * times a second; elsewhere (a file, a CI log) a plain line every ten seconds and one at the end.
 *
 * <p>Thread-safe. Steps between two redraws cost a lock and a clock reading.
 *
 * <p>{@code me.tongfei:progressbar} 0.10.2 draws its coloured bar into files and logs, too; given a
 * consumer of lines it keeps the colours and writes the last line twice. It counts whole seconds,
 * so a rate is missing at first and then too high, does not group digits, and needs JLine's native
 * library.
 */
public final class Progress implements AutoCloseable {
  private static final int WIDTH = 24;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

  private final String task;
  private final String unit;
  private final long total;
  private final PrintWriter out;
  private final boolean terminal;
  private final boolean blocks;
  private final LongSupplier nanoTime;
  private final long started;
  private long before;
  private long done;
  private long drawn;
  private boolean closed;

  /**
   * A task that has not begun.
   *
   * @param task a word or two, for example {@code "extract"}
   * @param total steps of the whole task; 0 or less when it is not known
   * @param unit what a step is, in the plural; {@code "bytes"} are shown as MB
   * @param out where to draw; a command passes its {@code commandLine().getErr()}
   */
  public Progress(String task, long total, String unit, PrintWriter out) {
    this(task, total, unit, out, onTerminal(), System::nanoTime);
  }

  Progress(
      String task,
      long total,
      String unit,
      PrintWriter out,
      boolean terminal,
      LongSupplier nanoTime) {
    this.task = task;
    this.total = total;
    this.unit = unit;
    this.out = out;
    this.terminal = terminal;
    this.blocks = encoding().newEncoder().canEncode(EIGHTHS);
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.drawn = started;
  }

  /** Steps done by an earlier run: they count as done, but not in the rate. */
  public synchronized void resumedAt(long steps) {
    before = steps;
    to(steps);
  }

  /** {@code steps} more are done. */
  public synchronized void step(long steps) {
    to(done + steps);
  }

  /** So many steps are done in all. */
  public synchronized void to(long steps) {
    done = steps;
    long now = nanoTime.getAsLong();
    if (!closed && now - drawn >= (terminal ? 100_000_000L : 10_000_000_000L)) {
      drawn = now;
      draw(now);
    }
  }

  /** Draws the last state and ends the line, so that other text may follow. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      draw(nanoTime.getAsLong());
      if (terminal) {
        out.println();
      }
      out.flush();
    }
  }

  private void draw(long now) {
    if (terminal) {
      out.print("\r" + line(now, bar()) + "\u001b[K");
    } else {
      out.println(line(now, ""));
    }
    out.flush();
  }

  private String line(long now, String bar) {
    double seconds = Math.max(1e-9, (now - started) / 1e9);
    double rate = (done - before) / seconds;
    StringBuilder line = new StringBuilder(task).append("  ").append(bar);
    boolean bytes = unit.equals("bytes");
    double scale = bytes ? 1e6 : 1;
    String name = bytes ? "MB" : unit;
    if (total > 0) {
      line.append(String.format(Locale.ROOT, "%3d %%  ", Math.min(100, 100 * done / total)));
      line.append(amount(done / scale)).append('/').append(amount(total / scale));
    } else {
      line.append(amount(done / scale));
    }
    line.append(' ').append(name);
    if (done > before) {
      line.append("  ").append(rate(rate / scale)).append(bytes ? " MB/s" : "/s");
      if (closed) {
        line.append("  in ").append(time(seconds));
      } else if (total > 0) {
        line.append("  ETA ").append(time((total - done) / rate));
      }
    }
    return line.toString();
  }

  private String bar() {
    if (total <= 0) {
      return "";
    }
    int eighths = (int) (8L * WIDTH * Math.min(done, total) / total);
    String full = (blocks ? "█" : "#").repeat(eighths / 8);
    String part = blocks && eighths % 8 > 0 ? EIGHTHS.substring(eighths % 8, eighths % 8 + 1) : "";
    return full + part + " ".repeat(WIDTH - full.length() - part.length()) + "| ";
  }

  private static String amount(double n) {
    return String.format(Locale.ROOT, "%,.0f", n);
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%,.1f" : "%,.0f", perSecond);
  }

  private static String time(double seconds) {
    Duration d = Duration.ofSeconds(Math.round(seconds));
    return d.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
  }

  private static Charset encoding() {
    return Charset.forName(System.getProperty("stderr.encoding", "US-ASCII"));
  }

  private static boolean onTerminal() {
    return System.console() != null && System.console().isTerminal();
  }
}
