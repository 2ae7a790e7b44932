package io.niteru.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a terminal sends. */
class CtrlCTest {
  /** A process that takes for ever to end in good order. */
  static final class Stubborn {
    public static void main(String[] arguments) throws InterruptedException {
      CtrlC.listen();
      Runnable forEver =
          () -> {
            System.out.println("ending");
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };
      Runtime.getRuntime().addShutdownHook(new Thread(forEver));
      System.out.println("running");
      new CountDownLatch(1).await();
    }
  }

  @Test
  void theFirstBeginsToEndAndTheSecondEndsAtOnce() throws Exception {
    // Where the tests run in the background of a shell they ignore it, and so would this process.
    List<String> env = List.of("env", "--default-signal=INT");
    assumeTrue(runs(env), "no env that resets signals");
    Process process = new ChildJvm(env).start(Stubborn.class);
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("running");
      interrupt(process);
      assertThat(out.readLine()).isEqualTo("ending");
      interrupt(process);

      assertThat(process.waitFor()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean runs(List<String> env) {
    try {
      return new ProcessBuilder(List.of(env.get(0), env.get(1), "true")).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void interrupt(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }
}
