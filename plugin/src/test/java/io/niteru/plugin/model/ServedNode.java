package io.niteru.plugin.model;

import io.niteru.plugin.node.NodeUnderTest;
import io.niteru.plugin.node.RunningNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A node in a process of its own, so that it can be killed. */
final class ServedNode {
  private static final String READY = "ready at ";

  /** Idle merges come as soon as they can. */
  private static final Map<String, String> SETTINGS =
      Map.of("indices.memory.shard_inactive_time", "200ms", "indices.memory.interval", "100ms");

  private final Path folder;
  private Process process;
  private URI url;

  private ServedNode(Path folder) {
    this.folder = folder;
  }

  /** Runs the node that a process of this class is. */
  public static void main(String[] folder) throws IOException, InterruptedException {
    NodeUnderTest node = RunningNode.start(Path.of(folder[0]), SETTINGS);
    System.out.println(READY + node.url());
    Thread.ofPlatform().daemon().start(ServedNode::endWithParent);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node)));
    new CountDownLatch(1).await();
  }

  private static void stop(NodeUnderTest node) {
    try {
      node.stop();
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  /** Nobody else would end it if the test were killed. */
  private static void endWithParent() {
    try (InputStream in = System.in) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }

  static ServedNode start(Path folder) throws IOException {
    var node = new ServedNode(folder);
    node.begin();
    return node;
  }

  /** With this JVM's flags, and Niteru's assertions. */
  private void begin() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    String path = System.getProperty("surefire.test.class.path");
    command.addAll(
        List.of("-Xmx768m", "-ea:io.niteru...", "-XX:ErrorFile=" + folder.resolve("hs_err.log")));
    command.addAll(List.of("-cp", path == null ? System.getProperty("java.class.path") : path));
    command.add("-Dniteru.logs=" + folder.resolve("logs"));
    command.addAll(List.of(ServedNode.class.getName(), folder.toString()));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    url = address();
  }

  private URI address() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        // What it says later must not fill the pipe.
        Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {}));
        return URI.create(line.substring(READY.length()));
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("not started: " + said);
  }

  URI url() {
    return url;
  }

  void restart() throws IOException {
    stop();
    begin();
  }

  /** Starts again after a {@code kill -9}. */
  void kill() throws IOException {
    end();
    begin();
  }

  private void stop() {
    process.destroy();
    await();
  }

  /** For good; its folder is of no use any more. */
  void end() {
    process.destroyForcibly();
    await();
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What its log says of failures. */
  List<String> complaints() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("logs/node.log"))) {
      return lines
          .filter(line ->
              line.contains("failed engine")
                  || line.contains("fatal error")
                  || line.contains("AssertionError")
                  || line.contains("Exception in thread"))
          .toList();
    }
  }
}
