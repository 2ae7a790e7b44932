package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One build at a time, also after builds that ended badly; with flock and, as on macOS, without.
 */
@Timeout(120)
class LauncherLockTest {
  /** Waits, where there is a gate, until that is opened and shut. */
  private static final String MAVEN =
      """
      echo built >>"$root/builds"
      [ ! -e "$root/gate" ] || cat "$root/gate"
      mkdir -p "$root/app/target/dist"
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "flock: {0}")
  @ValueSource(booleans = {true, false})
  void whoComesDuringABuildWaitsForItAndBuildsNothing(boolean flock) throws Exception {
    FakeClone clone = clone(flock, 60);
    Process first = clone.start("--version");
    Process second;
    try (OutputStream _ = openGate(clone)) {
      Files.delete(clone.path("gate"));
      second = clone.start("--version");
      assertThat(second.errorReader().readLine())
          .startsWith("niteru: waiting for another build to end, of process " + first.pid());
    }
    assertThat(second.waitFor()).isZero();
    assertThat(first.waitFor()).isZero();
    assertThat(clone.path("builds")).hasContent("built");
    assertThat(clone.path("out1")).hasContent("ran");
    assertThat(clone.path("out2")).hasContent("ran");
  }

  @ParameterizedTest(name = "flock: {0}")
  @ValueSource(booleans = {true, false})
  void theLockOfAKilledBuildIsTaken(boolean flock) throws Exception {
    FakeClone clone = clone(flock, 1);
    Process killed = clone.start("--version");
    try (OutputStream _ = openGate(clone)) {
      Files.delete(clone.path("gate"));
      killed.destroyForcibly().waitFor();
    }
    requireBuild(clone, 2);
  }

  @ParameterizedTest(name = "flock: {0}")
  @ValueSource(booleans = {true, false})
  void theLockOfADeadProcessWhoseNumberAnotherHasIsTaken(boolean flock) throws Exception {
    FakeClone clone = clone(flock, 1);
    Files.delete(clone.path("gate"));
    String owner = "process " + ProcessHandle.current().pid() + " on this host";
    Files.createDirectory(clone.path("target"));
    Files.writeString(clone.path("target/lock"), owner);
    Files.createSymbolicLink(clone.path("target/lock.link"), Path.of(owner));
    requireBuild(clone, 1);
  }

  /** As earlier versions left it, if killed at the wrong moment. */
  @ParameterizedTest(name = "flock: {0}")
  @ValueSource(booleans = {true, false})
  void aLockThatNamesNobodyIsTaken(boolean flock) throws Exception {
    FakeClone clone = clone(flock, 1);
    Files.delete(clone.path("gate"));
    Files.createDirectories(clone.path("target/build.lock"));
    Files.createFile(clone.path("target/lock"));
    requireBuild(clone, 1);
  }

  private static void requireBuild(FakeClone clone, int builds) throws Exception {
    FakeClone.Ran ran = clone.run("--version");
    assertThat(ran.err()).contains("niteru: building");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("ran\n");
    assertThat(clone.path("builds")).hasContent("built\n".repeat(builds));
    // And it is free again.
    Files.delete(clone.path("app/target/dist/built"));
    assertThat(clone.run("--version").err()).doesNotContain("waiting").contains("building");
  }

  private FakeClone clone(boolean flock, int deadAfter) throws Exception {
    var clone =
        new FakeClone(
            folder,
            script -> {
              assertThat(script).contains("DEAD_AFTER=60 ");
              return script.replace("DEAD_AFTER=60 ", "DEAD_AFTER=" + deadAfter + " ");
            });
    if (flock && !clone.use("flock")) {
      System.out.println("skipped: there is no flock");
      Assumptions.abort("no flock");
    }
    clone.maven(MAVEN);
    var mkfifo = new ProcessBuilder("mkfifo", clone.path("gate").toString());
    assertThat(mkfifo.start().waitFor()).isZero();
    return clone;
  }

  /** Returns once Maven stands before the gate. */
  private static OutputStream openGate(FakeClone clone) throws IOException {
    return Files.newOutputStream(clone.path("gate"));
  }
}
