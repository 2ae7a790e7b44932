package io.niteru.bench.article;

import io.niteru.app.Niteru;
import io.niteru.bench.process.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code niteru serve} in a process of its own, on any free port; ends with this one. */
public final class EngineProcess implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("ready at (\\S+)");
  private static final long STOP_SECONDS = 60;

  private final Process process;
  private final Thread atExit;
  private final String url;

  private EngineProcess(Process process, Thread atExit, String url) {
    this.process = process;
    this.atExit = atExit;
    this.url = url;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param data where it keeps its index
   * @param heap largest heap, as {@code -Xmx} takes it
   * @param flags more flags for its JVM
   * @throws IOException if it does not come up, with the last it said
   */
  public static EngineProcess start(Path data, String heap, List<String> flags) throws IOException {
    String[] serve = serve(data).toArray(String[]::new);
    return start(data, JavaProcess.of(Niteru.class, heap, flags, serve));
  }

  /** The arguments of a command that serves a folder on any free port. */
  public static List<String> serve(Path data) {
    return List.of("serve", "--data", data.toString(), "--http-port", "0");
  }

  /**
   * Starts a process that serves a folder, and returns when it answers.
   *
   * @throws IOException if it does not come up, with the last it said
   */
  public static EngineProcess start(Path data, ProcessBuilder command) throws IOException {
    Path log = Files.createDirectories(data).resolve("serve.log");
    Process process = command.redirectError(log.toFile()).start();
    Thread atExit = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(atExit);
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher ready = URL.matcher(line);
      if (ready.find()) {
        return new EngineProcess(process, atExit, ready.group(1));
      }
    }
    String last = Files.readString(log).lines().reduce("", (a, b) -> b.isBlank() ? a : b).strip();
    throw new IOException("the engine did not start: " + last);
  }

  /** Where it answers. */
  public String url() {
    return url;
  }

  /** Stops it as Ctrl-C does. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
