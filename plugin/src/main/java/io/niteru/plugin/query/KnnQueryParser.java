package io.niteru.plugin.query;

import io.niteru.core.search.EfSearch;
import io.niteru.core.search.Effort;
import io.niteru.core.search.Recall;
import io.niteru.plugin.mapper.VectorParser;
import io.niteru.plugin.settings.IndexKnnSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.opensearch.core.common.ParsingException;
import org.opensearch.core.xcontent.XContentParser;
import org.opensearch.core.xcontent.XContentParser.Token;
import org.opensearch.index.query.AbstractQueryBuilder;
import org.opensearch.index.query.QueryBuilder;

/** Reads {@code {"field": {"vector": [...], "k": 10, ...}}}. One instance reads one query. */
public final class KnnQueryParser {
  private static final int MAX_K = 10_000;

  private final XContentParser parser;
  private String field;
  private float[] vector;
  private Integer k;
  private Float minScore;
  private Float maxDistance;
  private boolean rescore;
  private Effort effort;
  private QueryBuilder filter;
  private boolean ignoreUnmapped;
  private boolean expandNested;
  private float boost = AbstractQueryBuilder.DEFAULT_BOOST;
  private String name;
  private RuntimeException refusal;

  private KnnQueryParser(XContentParser parser) {
    this.parser = parser;
  }

  /**
   * Reads the query; the parser stands on the object's start and is left on its end. If something
   * is wrong with it, it is read to its end all the same, and fails once it is searched for.
   *
   * @throws IllegalArgumentException or ParsingException if its filter cannot be read
   */
  public static QueryBuilder parse(XContentParser parser) throws IOException {
    return new KnnQueryParser(parser).query();
  }

  private QueryBuilder query() throws IOException {
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      Token token = parser.nextToken();
      if (token == Token.START_OBJECT && field == null) {
        field = key;
        body();
      } else {
        attempt(() -> beside(key, token));
      }
    }
    KnnClause clause =
        new KnnClause(
            field, vector, k, minScore, maxDistance, effort, filter, ignoreUnmapped, expandNested);
    KnnQueryBuilder query = new KnnQueryBuilder(clause);
    attempt(
        () -> {
          check();
          query.boost(boost).queryName(name);
        });
    return refusal == null ? query : new RefusedQuery(refusal);
  }

  private void beside(String key, Token token) throws IOException {
    if (token == Token.START_OBJECT) {
      throw error(
          "[knn] query doesn't support multiple fields, found [" + field + "] and [" + key + "]");
    }
    if (!standardField(key)) {
      throw error("[knn] unknown token [" + token + "] after [" + key + "]");
    }
  }

  private void body() throws IOException {
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      if (parser.nextToken() == Token.START_OBJECT && key.equals("filter")) {
        filter = AbstractQueryBuilder.parseInnerQueryBuilder(parser);
      } else {
        attempt(() -> parameter(key));
      }
    }
  }

  private void parameter(String key) throws IOException {
    switch (key) {
      case "vector" -> vector = vector();
      case "k" -> k = (int) within(key, number(key));
      case "filter" -> throw error("[knn] [filter] must be an object, found " + found());
      case "method_parameters" -> methodParameters();
      case "ignore_unmapped" -> ignoreUnmapped = bool(key);
      case "rescore" -> rescore();
      case "expand_nested_docs" -> expandNested = bool(key);
      case "min_score" -> minScore = decimal(key);
      case "max_distance" -> maxDistance = decimal(key);
      default -> {
        if (!standardField(key)) {
          throw error("[knn] query does not support [" + key + "]");
        }
      }
    }
  }

  /** Something to be read, from the start of a value on. */
  private interface Reading {
    void read() throws IOException;
  }

  /** Reads a value, or goes past it and remembers what was wrong, if nothing was before. */
  private void attempt(Reading reading) throws IOException {
    try {
      reading.read();
    } catch (IllegalArgumentException | ParsingException e) {
      refusal = refusal == null ? e : refusal;
      parser.skipChildren();
    }
  }

  private boolean standardField(String key) throws IOException {
    if (!parser.currentToken().isValue()) {
      return false;
    }
    switch (key) {
      case "boost" -> boost = decimal(key);
      case "_name" -> name = parser.text();
      default -> {
        return false;
      }
    }
    return true;
  }

  private float[] vector() throws IOException {
    if (parser.currentToken() == Token.VALUE_NULL) {
      throw new IllegalArgumentException(
          "[knn] field 'vector' requires to be non-null and non-empty");
    }
    boolean array = parser.currentToken() == Token.START_ARRAY;
    try {
      return VectorParser.parse(parser, 0);
    } catch (IllegalArgumentException e) {
      ParsingException wrong =
          new ParsingException(
              parser.getTokenLocation(),
              "[knn] failed to parse field [vector]: " + e.getMessage(),
              e);
      if (array) {
        leaveArray();
      }
      throw wrong;
    }
  }

  /** Goes to the end of an array from one of its elements. */
  private void leaveArray() throws IOException {
    while (parser.currentToken() != Token.END_ARRAY) {
      parser.skipChildren();
      parser.nextToken();
    }
  }

  private void methodParameters() throws IOException {
    requireObject("method_parameters");
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      attempt(() -> methodParameter(key));
    }
  }

  private void methodParameter(String key) throws IOException {
    switch (key) {
      case "ef_search" -> only(new EfSearch(positive(key)));
      case "recall" -> only(recall());
      // Belongs to a method that needs training and has nothing to act on here.
      case "nprobes" -> positive(key);
      default -> throw error("[method_parameters] unknown method parameter found [" + key + "]");
    }
  }

  private void only(Effort wanted) {
    if (effort != null) {
      throw error("[method_parameters] takes one of [ef_search] and [recall], and once");
    }
    effort = wanted;
  }

  private int positive(String key) throws IOException {
    double number = number(key);
    if (number != Math.rint(number)) {
      throw error(key + " value must be an integer, found " + number);
    }
    int value = (int) within(key, number);
    if (value <= 0) {
      throw new IllegalArgumentException(key + " should be greater than 0, found " + value);
    }
    return value;
  }

  private Recall recall() throws IOException {
    double wanted = number("recall");
    if (!(wanted > 0 && wanted <= IndexKnnSettings.MAX_RECALL)) {
      throw new IllegalArgumentException(
          "[recall] must be above 0 and at most "
              + IndexKnnSettings.MAX_RECALL
              + ", found "
              + wanted
              + "; for all of the nearest, use a script score, which is exact");
    }
    return new Recall(wanted);
  }

  /** Hits carry exact scores in any case, so only the form is checked. */
  private void rescore() throws IOException {
    if (parser.currentToken().isValue()) {
      rescore = bool("rescore");
      return;
    }
    rescore = true;
    requireObject("rescore");
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      attempt(() -> rescore(key));
    }
  }

  private void rescore(String key) throws IOException {
      if (!key.equals("oversample_factor")) {
        throw error("[rescore] unknown field [" + key + "]");
      }
      float factor = decimal(key);
      if (!(factor >= 1)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "Oversample factor [%f] cannot be less than [1.000000]", factor));
      }
      if (factor > 100) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "Oversample factor [%f] cannot be more than [100.000000]", factor));
      }
  }

  private float decimal(String key) throws IOException {
    number(key);
    float value = parser.floatValue();
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException("[knn] [" + key + "] must be finite, found " + value);
    }
    return value;
  }

  /** A number, which may be written as a string, as everywhere in the API. */
  private double number(String key) throws IOException {
    Token token = parser.currentToken();
    if (token != Token.VALUE_NUMBER && token != Token.VALUE_STRING) {
      throw unreadable(key, null);
    }
    try {
      return parser.doubleValue();
    } catch (IllegalArgumentException e) {
      throw unreadable(key, e);
    }
  }

  /** A number, if its whole part is an int. */
  private double within(String key, double number) throws IOException {
    if (!(number > Integer.MIN_VALUE && number < Integer.MAX_VALUE)) {
      throw unreadable(key, null);
    }
    return number;
  }

  private boolean bool(String key) throws IOException {
    try {
      return parser.booleanValue();
    } catch (IllegalArgumentException e) {
      throw unreadable(key, e);
    }
  }

  private ParsingException unreadable(String key, IllegalArgumentException cause)
      throws IOException {
    return new ParsingException(
        parser.getTokenLocation(),
        "[knn] failed to parse field [" + key + "], found " + found(),
        cause);
  }

  private String found() throws IOException {
    Token token = parser.currentToken();
    return token.isValue() ? "[" + parser.textOrNull() + "]" : token.toString();
  }

  private void requireObject(String key) {
    if (parser.currentToken() != Token.START_OBJECT) {
      throw error("[knn] [" + key + "] must be an object, found " + parser.currentToken());
    }
  }

  private void check() {
    if (field == null) {
      throw error("[knn] requires a field");
    }
    if (vector == null) {
      throw new IllegalArgumentException("[knn] requires query vector");
    }
    if (vector.length == 0) {
      throw new IllegalArgumentException("[knn] query vector is empty");
    }
    if (Stream.of(k, minScore, maxDistance).filter(Objects::nonNull).count() != 1) {
      throw new IllegalArgumentException(
          "[knn] requires exactly one of k, distance or score to be set");
    }
    if (minScore != null && minScore <= 0) {
      throw new IllegalArgumentException(
          "[knn] requires minScore to be greater than 0, found " + minScore);
    }
    if (k == null && rescore) {
      throw new IllegalArgumentException(
          "[knn] [rescore] cannot be combined with [min_score] or [max_distance], whose hits are"
              + " exact without it");
    }
    if (k != null && (k <= 0 || k > MAX_K)) {
      throw new IllegalArgumentException(
          "[knn] requires k to be in the range (0, " + MAX_K + "], found " + k);
    }
  }

  private ParsingException error(String message) {
    return new ParsingException(parser.getTokenLocation(), message);
  }
}
