package io.niteru.bench.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NiteruScriptTest {
  @TempDir private Path folder;

  @Test
  void withoutArchivesItsJvmIsGivenAFlag() throws Exception {
    NiteruScript launcher = new NiteruScript(script("test -n \"$NITERU_JVM\""), true);

    assertThat(launcher.withoutArchives().seconds(List.of())).isPositive();
    assertThatThrownBy(() -> launcher.seconds(List.of("search")))
        .isInstanceOf(IOException.class)
        .hasMessage("niteru [search] ended with 1");
  }

  @Test
  void theOneOfThisCloneIsFound() throws Exception {
    assertThat(NiteruScript.here().script()).hasFileName("niteru").isExecutable();
  }

  private Path script(String line) throws IOException {
    Path script = Files.writeString(folder.resolve("niteru"), "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
