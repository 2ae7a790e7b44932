package io.niteru.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PrototypeOutputTest {
  @Test
  void readsWhatTheBuildTook() {
    PrototypeOutput output =
        PrototypeOutput.parse(
            """
            load 87296 in 0.3s
            gt 2.9s
            encode 1.4s
            build 11.7s (0.268 ms/insert/thread) evals/insert 1510 avgdeg 57.8
            touch true ef 32 rr 50 recall 0.9163  68 us  evals 745
            """);

    assertThat(output.encodeSeconds()).isEqualTo(1.4);
    assertThat(output.buildSeconds()).isEqualTo(11.7);
  }

  @Test
  void saysWhichLineIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrototypeOutput.parse("encode 1.4s\n"))
        .withMessageContaining("build");
  }
}
