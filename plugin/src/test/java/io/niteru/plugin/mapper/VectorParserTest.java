package io.niteru.plugin.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.opensearch.common.xcontent.json.JsonXContent;
import org.opensearch.core.xcontent.DeprecationHandler;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.core.xcontent.XContentParser;

/** The float nearest to a decimal is read, which need not be that nearest to its double. */
class VectorParserTest {
  @Test
  void numbersAreReadAsTheJdkReadsThem() throws IOException {
    assertReadAsByTheJdk(
        List.of(
            "0",
            "-0.0",
            "1",
            "-1",
            "0.1",
            "-7.25e2",
            "1E-3",
            "1.5e+5",
            "16777217", // halfway between two floats
            "16777217.1",
            "16777217.0000000001", // whose double is halfway
            "0.1234567890123456789",
            "99999999999999e8",
            "123456789012345678901234567890",
            "1e-40",
            "1e-400",
            "3.4028235e38"));
  }

  @Test
  void numbersOfVectorsAreReadAsTheJdkReadsThem() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      numbers.add(number(random, i));
    }
    assertReadAsByTheJdk(numbers);
  }

  /** Floats as Java and as Python print them, and decimals close to halfway. */
  private static String number(SplittableRandom random, int i) {
    float value = (float) (random.nextGaussian() / 30);
    return switch (i % 3) {
      case 0 -> Float.toString(value);
      case 1 -> Double.toString(value);
      default -> {
        double halfway = (value + (double) Math.nextUp(value)) / 2;
        yield String.format(Locale.ROOT, i % 2 == 0 ? "%.12f" : "%.19f", halfway);
      }
    };
  }

  private static void assertReadAsByTheJdk(List<String> numbers) throws IOException {
    float[] expected = new float[numbers.size()];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float.parseFloat(numbers.get(i));
    }
    float[] read = parse("[" + String.join(", ", numbers) + "]");
    int wrong = Arrays.mismatch(read, expected); // tells -0 from 0, too
    assertThat(wrong).as(wrong < 0 ? "" : numbers.get(wrong)).isEqualTo(-1);
  }

  private static float[] parse(String array) throws IOException {
    try (XContentParser parser =
        JsonXContent.jsonXContent.createParser(
            NamedXContentRegistry.EMPTY, DeprecationHandler.THROW_UNSUPPORTED_OPERATION, array)) {
      parser.nextToken();
      return VectorParser.parse(parser, 0);
    }
  }
}
