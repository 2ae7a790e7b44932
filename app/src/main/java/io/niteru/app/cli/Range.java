package io.niteru.app.cli;

/** Numbers given on the command line: those that would only fail later are refused at once. */
public final class Range {
  /** Threads of any command: more than this is a slip. */
  public static final int MOST_THREADS = 1_024;

  private Range() {}

  /**
   * The value of an option.
   *
   * @param option its name, for example {@code "--k"}
   * @throws IllegalArgumentException if it lies outside, with the range in the message
   */
  public static int check(String option, int value, int least, int most) {
    return (int) check(option, (long) value, least, most);
  }

  /** The same for a number that may be large. */
  public static long check(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option + " must be " + least + " to " + most + ", not " + value);
    }
    return value;
  }
}
