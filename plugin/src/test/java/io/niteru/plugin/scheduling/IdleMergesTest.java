package io.niteru.plugin.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleMergesTest {
  private static final long MOST = 1_000;

  @Test
  void severalSegmentsBecomeOne() {
    assertThat(worthIt(300, 300, 300)).isTrue();
    assertThat(worthIt(800, 100, 100)).isTrue();
  }

  @Test
  void aLittleBesideMuchIsLeftAlone() {
    assertThat(worthIt(900, 40, 40)).isFalse();
    assertThat(worthIt(900)).isFalse();
    assertThat(worthIt()).isFalse();
  }

  @Test
  void noSegmentIsMadeThatIsLargerThanMergesMayMakeThemOrFitsNotTheDisk() {
    assertThat(worthIt(500, 500)).isTrue();
    assertThat(worthIt(500, 501)).isFalse();
  }

  private static boolean worthIt(long... sizes) {
    return IdleMerges.worthIt(sizes, MOST);
  }
}
