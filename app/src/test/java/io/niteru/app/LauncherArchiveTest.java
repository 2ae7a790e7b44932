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

/**
 * The classes that the launcher keeps for later starts, with a JVM that runs a program of a line.
 */
class LauncherArchiveTest {
  private static final String ANSWER = "{}\n";

  /** Answers, and tells on standard error which archive its JVM was given. */
  private static final String PROGRAM =
      """
      package io.niteru.app;

      public class Niteru {
        public static void main(String[] arguments) {
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
    clone =
        new FakeClone(
            folder,
            script -> {
              assertThat(script).contains("use_archive client 6 ");
              return script.replace("use_archive client 6 ", "use_archive client 0 ");
            });
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
  void onceAJarChangedTheAnswerStaysAloneAndClassesAreKeptAnew() throws Exception {
    requireArchive();

    for (Instant time : List.of(Instant.now().plusSeconds(3_600), Instant.ofEpochSecond(1))) {
      Files.setLastModifiedTime(jar, FileTime.from(time));
      assertThat(search().err()).doesNotContain("SharedArchiveFile");
      requireArchive();
    }
  }

  @Test
  void archivesThatCannotBeReadAreMadeAnew() throws Exception {
    requireArchive();
    Path archive = archives().getFirst();

    // As if the process that wrote it had been killed.
    byte[] whole = Files.readAllBytes(archive);
    Path cut = archive.resolveSibling(archive.getFileName() + ".999999999");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Files.delete(archive);

    assertThat(search().err()).doesNotContain("SharedArchiveFile");
    assertThat(cut).doesNotExist();
    requireArchive();
  }

  @Test
  void aRunThatOnlyTellsHowToRunLeavesNoClasses() throws Exception {
    for (String command : List.of("search", "serve", "demo")) {
      assertThat(clone.run(command, "--help").out()).isEqualTo(ANSWER);
    }
    assertThat(archives()).isEmpty();
  }

  @Test
  void aRunThatLoadedFewClassesLeavesNoneForTheNext() throws Exception {
    clone.run("serve");
    assertThat(archives()).hasSize(1);

    assertThat(clone.run("serve").err()).doesNotContain("SharedArchiveFile");
  }

  /** Runs until classes that were kept are used: the first run keeps them. */
  private void requireArchive() throws Exception {
    search();
    assertThat(search().err()).contains("-XX:SharedArchiveFile=" + archives().getFirst());
    assertThat(archives()).hasSize(1);
  }

  private FakeClone.Ran search() throws Exception {
    FakeClone.Ran ran = clone.run("search", "--json", "-");
    assertThat(ran.out()).as(ran.err()).isEqualTo(ANSWER);
    assertThat(ran.exit()).isZero();
    return ran;
  }

  private List<Path> archives() throws Exception {
    try (Stream<Path> files = Files.list(clone.path("app/target/dist"))) {
      return files.filter(file -> file.getFileName().toString().contains(".jsa")).toList();
    }
  }
}
