package io.niteru.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningBenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void halfAndTwiceOfEachConstantAreTried() throws Exception {
    Path json = folder.resolve("tuning.json");

    int code =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "tuning",
                "--made",
                "sphere_elsewhere",
                "--count",
                "1500",
                "--dimension",
                "32",
                "--rounds",
                "1",
                "--json",
                json.toString());

    assertThat(code).as(err.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/lucene").asDouble()).isBetween(.5, 1.);
    JsonNode tried = report.at("/tried");
    assertThat(tried.at("/0/variant/constant").asText()).isEmpty();
    assertThat(tried.findValuesAsText("constant")).contains("candidates", "ranked", "alpha");
    for (JsonNode one : tried) {
      assertThat(one.at("/recall").asDouble()).as(one.toString()).isBetween(.5, 1.);
    }
    assertThat(out.toString()).contains("(as they are)", "mostStarts", "referenceSize");
  }
}
