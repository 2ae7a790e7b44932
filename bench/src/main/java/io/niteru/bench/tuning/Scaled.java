package io.niteru.bench.tuning;

import io.niteru.core.search.GrowingShare;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Records of constants with one of them changed. */
final class Scaled {
  /** These only make sense beyond 1, or below: what is scaled is how far. */
  private static final Set<String> FROM_ONE = Set.of("alpha", "enoughRecall");

  private Scaled() {}

  /** The names of the constants. */
  static List<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /** A copy with one constant times a factor; whole numbers stay at least 1. */
  static <T extends Record> T copy(T record, String name, double factor) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < values.length; i++) {
        Object value = components[i].getAccessor().invoke(record);
        values[i] = components[i].getName().equals(name) ? times(name, value, factor) : value;
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      T copy = (T) record.getClass().getDeclaredConstructor(types).newInstance(values);
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object times(String name, Object value, double factor) {
    double from = FROM_ONE.contains(name) ? 1 : 0;
    return switch (value) {
      case Integer n -> (int) Math.max(1, Math.round(n * factor));
      case Long n -> Math.max(1, Math.round(n * factor));
      case Float x -> (float) (from + (x - from) * factor);
      case Double x -> from + (x - from) * factor;
      case GrowingShare s ->
          new GrowingShare(s.share() * factor, s.perDoubling() * factor, s.referenceWidth());
      default -> throw new IllegalStateException(name + " is no number");
    };
  }
}
