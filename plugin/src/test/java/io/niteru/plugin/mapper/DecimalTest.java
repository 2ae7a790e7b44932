package io.niteru.plugin.mapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1",
        "-1",
        "0.1",
        "123.456",
        "-7.25e2",
        "1E-3",
        "1e+3",
        "1.5e5",
        "0.034567891",
        "16777217.1",
        "99999999999999e8",
        "0.00000000001e-9"
      })
  void readsAsTheJdkDoes(String number) {
    float read = parse(number);

    assertThat(read).isEqualTo(Float.parseFloat(number));
    assertThat(1 / read).isEqualTo(1 / Float.parseFloat(number)); // the sign of zero
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "16777217", // halfway between two floats
        "0.1234567890123456789",
        "1e-40",
        "1e39",
        "3.4028236e38",
        "1e400",
        "1e99999999999",
        "1e",
        "1e+",
        "1.2.3",
        "abc"
      })
  void leavesToOthersWhatItCannotRead(String number) {
    assertThat(parse(number)).isNaN();
  }

  @Test
  void readsNumbersOfVectorsAsTheJdkDoes() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300_000; i++) {
      String number = number(random, i);
      float read = parse(number);
      if (read != Float.parseFloat(number)) { // so many assertions would take long
        assertThat(read).as(number).isEqualTo(Float.parseFloat(number));
      }
    }
  }

  /** Floats as they are printed, decimals of any length, and decimals close to halfway. */
  private static String number(SplittableRandom random, int i) {
    float value = (float) (random.nextGaussian() / 30);
    return switch (i % 3) {
      case 0 -> Float.toString(value);
      case 1 -> Double.toString(Math.rint(value * 1e12) / 1e12);
      default -> {
        double halfway = (value + (double) Math.nextUp(value)) / 2;
        yield String.format(Locale.ROOT, "%.12f", halfway);
      }
    };
  }

  private static float parse(String number) {
    char[] text = ("[" + number + ",").toCharArray();
    return Decimal.parse(text, 1, number.length());
  }
}
