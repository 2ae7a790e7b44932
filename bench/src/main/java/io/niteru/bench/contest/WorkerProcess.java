package io.niteru.bench.contest;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.niteru.bench.peers.BeamWidth;
import io.niteru.bench.process.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A {@link Worker} in a fresh JVM, seen from the one that started it. Not thread-safe. */
final class WorkerProcess implements AutoCloseable {
  private final ObjectMapper json = new ObjectMapper();
  private final String name;
  private final Path log;
  private final Process process;
  private final PrintStream requests;
  private final BufferedReader answers;

  private WorkerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param heap largest heap, as {@code -Xmx} takes it
   * @param log gets what the process prints
   */
  static WorkerProcess start(Task task, String heap, Path log) throws IOException {
    ProcessBuilder builder =
        JavaProcess.of(Worker.class, heap, List.of(), new ObjectMapper().writeValueAsString(task));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new WorkerProcess(task.contestant(), log, builder.start());
  }

  Reply.Described describe() throws IOException {
    return ask(new Request.Describe(), Reply.Described.class);
  }

  Reply.Built build() throws IOException {
    return ask(new Request.Build(), Reply.Built.class);
  }

  void open() throws IOException {
    ask(new Request.Open(), Reply.Done.class);
  }

  void allow(int rows) throws IOException {
    ask(new Request.Allow(rows), Reply.Done.class);
  }

  Reply.Searched search(BeamWidth beam) throws IOException {
    return ask(new Request.Search(beam), Reply.Searched.class);
  }

  Reply.Searched searchCold(BeamWidth beam) throws IOException {
    return ask(new Request.SearchCold(beam), Reply.Searched.class);
  }

  Memory measure() throws IOException {
    return ask(new Request.Measure(), Memory.class);
  }

  private <T> T ask(Request request, Class<T> type) throws IOException {
    requests.println(json.writeValueAsString(request));
    String line = answers.readLine();
    if (line == null) {
      String last = Files.readString(log).lines().reduce("", (a, b) -> b.isBlank() ? a : b).strip();
      throw new IOException(name + ": its JVM ended: " + last);
    }
    JavaType envelope = json.getTypeFactory().constructParametricType(Reply.Envelope.class, type);
    Reply.Envelope<T> answer = json.readValue(line, envelope);
    if (answer.failure() != null) {
      throw new IOException(name + ": " + answer.failure());
    }
    return answer.value();
  }

  /** Ends the process, at once if it does not end by itself. */
  @Override
  public void close() {
    requests.close();
    process.destroy();
  }
}
