package io.niteru.plugin.source;

import java.util.Map;
import org.opensearch.common.xcontent.support.XContentMapValues;

/**
 * Which fields of a {@code _source} the reader of it looks at. A search that leaves vectors out of
 * the {@code _source} it returns need not read them.
 *
 * @param includes patterns of the fields wanted; empty for all
 * @param excludes patterns of those not wanted, which win
 */
record WantedFields(String[] includes, String[] excludes) {
  static final WantedFields ALL = new WantedFields(new String[0], new String[0]);

  /**
   * Whether that vector is looked at.
   *
   * @param nested whether it stands in a nested document, whose inner hits are taken from the same
   *     source whatever the request includes
   */
  boolean contains(String field, boolean nested) {
    String[] inclusive = nested ? ALL.includes : includes;
    if (inclusive.length == 0 && excludes.length == 0) {
      return true;
    }
    // As it stands in a source: with objects, or with dots in its name.
    return keeps(inclusive, Map.of(field, true), field)
        || field.indexOf('.') > 0 && keeps(inclusive, objects(field), field);
  }

  private boolean keeps(String[] inclusive, Map<String, Object> source, String field) {
    Map<String, Object> kept = XContentMapValues.filter(source, inclusive, excludes);
    return XContentMapValues.extractValue(field, kept) != null;
  }

  private static Map<String, Object> objects(String field) {
    Object value = true;
    String rest = field;
    for (int dot = rest.lastIndexOf('.'); dot > 0; dot = rest.lastIndexOf('.')) {
      value = Map.of(rest.substring(dot + 1), value);
      rest = rest.substring(0, dot);
    }
    return Map.of(rest, value);
  }
}
