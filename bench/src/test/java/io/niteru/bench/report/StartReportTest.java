package io.niteru.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.niteru.bench.article.Percentiles;
import io.niteru.bench.start.Start;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartReportTest {
  @Test
  void mediansOfStartsWithAndWithoutStandBesideEachOther() {
    var out = new StringWriter();

    new StartReport(
            1_000,
            300,
            List.of(
                start(false, 9),
                start(true, 5),
                start(false, 7),
                start(true, 1),
                start(false, 8),
                start(true, 4)))
        .print(new PrintWriter(out));

    assertThat(out.toString()).contains("1,000 documents", "medians of 3 starts");
    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("answers after, s +4\\.00 +8\\.00"));
  }

  private static Start start(boolean archives, double seconds) {
    Percentiles millis = Percentiles.of(new double[] {seconds});
    return new Start(archives, seconds, seconds, millis, millis, seconds);
  }
}
