package io.niteru.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code niteru test} makes of what Maven says. */
class LauncherReportTest {
  private static final String PASSED =
      """
      [INFO] Building Niteru images 0.1.0-SNAPSHOT                              [3/6]
      [INFO] Running io.niteru.images.PictureTest
      skipped: libturbojpeg 2 or newer is not installed
      skipped: libturbojpeg 2 or newer is not installed
      [WARNING] Tests run: 5, Failures: 0, Errors: 0, Skipped: 2, Time elapsed: 0.1 s -- in io.niteru.images.PictureTest
      [INFO] Results:
      [INFO]
      [WARNING] Tests run: 5, Failures: 0, Errors: 0, Skipped: 2
      [INFO] Reactor Summary for Niteru 0.1.0-SNAPSHOT:
      [INFO] BUILD SUCCESS
      """;

  private static final String FAILED =
      """
      [INFO] Building Niteru core 0.1.0-SNAPSHOT                                [2/6]
      [INFO] Running io.niteru.core.OrderTest
      [ERROR] Tests run: 7, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in io.niteru.core.OrderTest
      [ERROR] io.niteru.core.OrderTest.theNearestComesFirst -- Time elapsed: 0.02 s <<< FAILURE!
      java.lang.AssertionError: [hit 3]
      \tat io.niteru.core.OrderTest.theNearestComesFirst(OrderTest.java:14)
      [INFO] Results:
      [INFO]
      [ERROR] Failures:
      [ERROR]   OrderTest.theNearestComesFirst:14->require:40 [hit 3]
      Expecting actual:
        1
      to be equal to:
        2
      [ERROR] Errors:
      [ERROR]   OrderTest.tiesAreTold:20 » IllegalState no ties
      [INFO]
      [ERROR] Tests run: 7, Failures: 1, Errors: 1, Skipped: 0
      [ERROR] There are test failures.
      """;

  private static final String BROKEN =
      """
      [INFO] Building Niteru core 0.1.0-SNAPSHOT                                [2/6]
      [ERROR] COMPILATION ERROR :
      [ERROR] /clone/core/src/main/java/io/niteru/core/Order.java:[7,3] cannot find symbol
      [INFO] Reactor Summary for Niteru 0.1.0-SNAPSHOT:
      [INFO] Niteru core ........................................ FAILURE [  1.0 s]
      [INFO] Niteru images ...................................... SKIPPED
      [INFO] BUILD FAILURE
      [ERROR] Re-run Maven using the -X switch to enable full debug logging.
      """;

  @TempDir private Path folder;

  @Test
  void aRunWithoutFailuresIsALineAModuleWhatWasSkippedWhyAndTheSums() throws Exception {
    FakeClone.Ran ran = test(PASSED, 0);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out().lines())
        .satisfiesExactly(
            module -> assertThat(module).matches("images +5 tests +0 failed +2 skipped +\\d+ s"),
            reason ->
                assertThat(reason)
                    .isEqualTo("  skipped 2: libturbojpeg 2 or newer is not installed"),
            log -> assertThat(log).contains("all of it is in ").endsWith("target/test.log"),
            sums -> assertThat(sums).isEqualTo("3 passed, 0 failed, 2 skipped"));
  }

  @Test
  void testsThatFailAreNamedWithTheirPlaceAndMessageAndTheOthersAreRun() throws Exception {
    FakeClone.Ran ran = test(FAILED + PASSED, 0);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out().lines())
        .contains(
            "  FAILED OrderTest.theNearestComesFirst (OrderTest.java:40) [hit 3]",
            "         Expecting actual:",
            "           2",
            "  FAILED OrderTest.tiesAreTold (OrderTest.java:20) » IllegalState no ties",
            "8 passed, 2 failed, 2 skipped")
        .doesNotHaveDuplicates()
        .noneMatch(line -> line.contains("theNearestComesFirst(OrderTest.java:14)"))
        .anyMatch(line -> line.startsWith("images"));
    assertThat(clone.path("target/test.log")).hasContent(FAILED + PASSED);
  }

  @Test
  void aBuildThatBreaksIsNoSuccess() throws Exception {
    FakeClone.Ran ran = test(BROKEN, 1);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains("the build failed:")
        .contains("core/Order.java:[7,3] cannot find symbol")
        .contains("not tested: images")
        .doesNotContain("-X switch")
        .endsWith("0 passed, 0 failed, 0 skipped\n");
  }

  @Test
  void aMavenThatDiesIsNoSuccessAndWhatHadFailedIsNamed() throws Exception {
    FakeClone.Ran ran = test(FAILED.substring(0, FAILED.indexOf("[INFO] Results:")), 137);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains("  FAILED io.niteru.core.OrderTest.theNearestComesFirst\n")
        .contains("the build failed:\n  Maven ended with exit code 137\n")
        .endsWith("0 passed, 1 failed, 0 skipped\n");
    assertThat(test(PASSED, 1).exit()).isEqualTo(1);
  }

  private FakeClone clone;

  private FakeClone.Ran test(String said, int exit) throws Exception {
    clone = new FakeClone(Files.createTempDirectory(folder, "test"), script -> script);
    Files.writeString(clone.path("said"), said);
    clone.maven("cat \"$root/said\"\nexit " + exit);
    return clone.run("test");
  }
}
