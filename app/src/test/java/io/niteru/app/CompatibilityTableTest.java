package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/compatibility.md. */
class CompatibilityTableTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  @Test
  void everyLineHasAStateAndATestThatExists() throws IOException {
    Set<String> tests = tests();
    List<String> lines =
        Files.readAllLines(ROOT.resolve("docs/compatibility.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| | |"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(50);
    for (String line : lines) {
      String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
      assertThat(cells).as(line).hasSize(4);
      assertThat(cells[1].strip()).as(line).isIn("supported", "accepted", "refused");
      List<String> named = TEST.matcher(cells[3]).results().map(m -> m.group(1)).toList();
      assertThat(named).as(line).isNotEmpty();
      assertThat(tests).as(line).containsAll(named);
    }
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files =
        Files.find(
            ROOT, 12, (path, _) -> path.toString().matches(".*/src/test/java/.*Test\\.java"))) {
      return files
          .map(path -> path.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
    }
  }
}
