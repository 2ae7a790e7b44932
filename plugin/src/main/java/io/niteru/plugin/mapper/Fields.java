package io.niteru.plugin.mapper;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opensearch.common.ValidationException;

/**
 * The entries of an object in a mapping, taken out one by one. One that is null is as good as
 * absent. For one thread.
 */
final class Fields {
  private final String what;
  private final Map<String, Object> rest = new HashMap<>();

  /**
   * Those of an object.
   *
   * @param what its name, for messages
   * @param node null for an object without entries
   * @throws IllegalArgumentException if it is something else than an object
   */
  Fields(String what, Object node) {
    this.what = what;
    if (node == null) {
      return;
    }
    if (!(node instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("[" + what + "] must be an object, found [" + node + "]");
    }
    map.forEach((key, value) -> {
      if (value != null) {
        rest.put(key.toString(), value);
      }
    });
  }

  /** What was given, or null. */
  Object take(String key) {
    return rest.remove(key);
  }

  /** A name, which may be given in any case, in lower case; or null. */
  String name(String key) {
    Object value = rest.remove(key);
    return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
  }

  /** A whole number, or null. */
  Integer integer(String key) {
    Object value = rest.remove(key);
    if (value == null) {
      return null;
    }
    try {
      return Integer.valueOf(value.toString());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "value is not an instance of Integer for Integer parameter [" + key + "]: " + value, e);
    }
  }

  /** A whole number within a range, or null. */
  Integer integer(String key, int min, int max) {
    Object value = rest.get(key);
    Integer number = integer(key);
    if (number != null && (number < min || number > max)) {
      throw invalid(
          "parameter validation failed for Integer parameter ["
              + key
              + "].; ["
              + key
              + "] must be a whole number from "
              + min
              + " to "
              + max
              + ", found "
              + value);
    }
    return number;
  }

  /** True or false, or null. */
  Boolean bool(String key) {
    Object value = rest.remove(key);
    if (value == null) {
      return null;
    }
    String text = value.toString();
    if (!List.of("true", "false").contains(text)) {
      throw new IllegalArgumentException(
          "value is not an instance of Boolean for Boolean parameter [" + key + "]: " + value);
    }
    return Boolean.valueOf(text);
  }

  /** Keys that nothing was asked of. */
  Set<String> rest() {
    return rest.keySet();
  }

  /** Refuses an object with more in it. */
  void end() {
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException("unknown in [" + what + "]: " + rest.keySet());
    }
  }

  /** How the API says that a mapping makes no sense. */
  static ValidationException invalid(String why) {
    ValidationException invalid = new ValidationException();
    invalid.addValidationError(why);
    return invalid;
  }
}
