package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AOT cache that the launcher has made, with a JVM that runs a program of a few lines. */
class LauncherCacheTest {
  private static final String ANSWER = "{}\n";
  private static final String FLAG = "-XX:AOTCache=";
  private static final String TRAINING = "niteru: training (once";

  /** Answers, and tells on standard error which cache its JVM was given; fails to train if told. */
  private static final String PROGRAM =
      """
      package io.niteru.app;

      public class Niteru {
        public static void main(String[] arguments) {
          if (arguments[0].equals("train") && System.getenv("FAIL") != null) {
            System.exit(1);
          }
          System.out.println("{}");
          for (String flag : java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            System.err.println(flag);
          }
        }
      }
      """;

  @TempDir private Path folder;
  private FakeClone clone;
  private Path jar;

  @BeforeEach
  void build() throws Exception {
    clone = new FakeClone(folder, script -> script);
    clone.environment("JAVA_HOME", System.getProperty("java.home"));
    jar = Files.createDirectories(clone.path("app/target/dist/lib")).resolve("niteru.jar");
    Path source = Files.writeString(folder.resolve("Niteru.java"), PROGRAM);
    String[] compile = {"-d", folder.toString(), source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, compile)).isZero();
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("io/niteru/app/Niteru.class"));
      Files.copy(folder.resolve("io/niteru/app/Niteru.class"), out);
    }
    List<String> flags =
        Files.readAllLines(Path.of("src/main/dist/jvm.options")).stream()
            .filter(flag -> !flag.startsWith("$"))
            .toList();
    Files.write(clone.path("app/target/dist/jvm.options"), flags);
    Files.createFile(clone.path("app/target/dist/engine.options"));
    Files.createFile(clone.path("app/target/dist/built"));
  }

  @Test
  void theFirstStartOfAnEngineTrainsAndAllThatFollowUseWhatItKept() throws Exception {
    assertThat(run("search", "--json").err()).doesNotContain(TRAINING).doesNotContain(FLAG);

    FakeClone.Ran first = run("serve");
    assertThat(first.err()).contains(TRAINING).contains(FLAG + cache());

    for (String command : List.of("serve", "demo", "extract", "search")) {
      assertThat(run(command).err()).doesNotContain(TRAINING).contains(FLAG + cache());
    }
  }

  @Test
  void onceAJarChangedItIsMadeAnew() throws Exception {
    run("serve");
    for (Instant time : List.of(Instant.now().plusSeconds(3_600), Instant.ofEpochSecond(1))) {
      Path old = cache();
      Files.setLastModifiedTime(jar, FileTime.from(time));

      assertThat(run("search").err()).doesNotContain(FLAG);
      assertThat(run("demo").err()).contains(TRAINING).contains(FLAG + cache());
      assertThat(cache()).isNotEqualTo(old);
    }
  }

  @Test
  void whereItCannotBeMadeThatIsSaidOnceAndTheEngineStarts() throws Exception {
    clone.environment("FAIL", "1");

    assertThat(run("serve").err()).contains("the training failed").doesNotContain(FLAG);
    assertThat(run("serve").err()).doesNotContain("train").doesNotContain(FLAG);
  }

  @Test
  void theJvmDoesWithoutOneThatIsCutShort() throws Exception {
    run("serve");
    byte[] whole = Files.readAllBytes(cache());
    Files.write(cache(), Arrays.copyOf(whole, whole.length / 2));

    assertThat(run("serve").err().lines().filter(line -> !line.startsWith("-"))).isEmpty();
  }

  @Test
  void whatATrainingLeftThatWasKilledGoes() throws Exception {
    Path left = Files.createFile(clone.path("app/target/dist/niteru-1.aot.new"));

    run("serve");

    assertThat(left).doesNotExist();
  }

  @Test
  void whoOnlyAsksHowToRunOrLeavesItOffIsNotTrainedFor() throws Exception {
    for (String command : List.of("search", "serve", "demo")) {
      run(command, "--help");
    }
    clone.environment("NITERU_AOT", "off");
    run("serve");
    clone.environment("NITERU_AOT", "on");
    clone.environment("NITERU_JVM", "-Dmine=1");
    run("serve");

    assertThat(files()).isEmpty();
  }

  /** Whatever happens to the cache, there is an answer. */
  private FakeClone.Ran run(String... arguments) throws Exception {
    FakeClone.Ran ran = clone.run(arguments);
    assertThat(ran.out()).as(ran.err()).isEqualTo(ANSWER);
    assertThat(ran.exit()).isZero();
    return ran;
  }

  private Path cache() throws Exception {
    List<Path> files = files();
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(clone.path("app/target/dist"))) {
      return files.filter(file -> file.getFileName().toString().contains(".aot")).toList();
    }
  }
}
