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
  private final Values values;
  private String field;
  private float[] vector;
  private Integer k;
  private Float minScore;
  private Float maxDistance;
  private boolean rescore;
  private Float oversample;
  private Effort effort;
  private QueryBuilder filter;
  private boolean ignoreUnmapped;
  private boolean expandNested;
  private float boost = AbstractQueryBuilder.DEFAULT_BOOST;
  private String name;

  private KnnQueryParser(XContentParser parser) {
    this.parser = parser;
    this.values = new Values(parser);
  }

  /**
   * Reads the query; the parser stands on the object's start and is left on its end.
   *
   * @throws IllegalArgumentException or ParsingException saying what is wrong with it
   */
  public static KnnQueryBuilder parse(XContentParser parser) throws IOException {
    return new KnnQueryParser(parser).query();
  }

  private KnnQueryBuilder query() throws IOException {
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      Token token = parser.nextToken();
      if (token == Token.START_OBJECT) {
        if (field != null) {
          throw error(
              "[knn] query doesn't support multiple fields, found ["
                  + field
                  + "] and ["
                  + key
                  + "]");
        }
        field = key;
        body();
      } else if (!standardField(key)) {
        throw error("[knn] unknown token [" + token + "] after [" + key + "]");
      }
    }
    check();
    KnnClause clause =
        new KnnClause(
            field,
            vector,
            k,
            minScore,
            maxDistance,
            effort,
            oversample,
            filter,
            ignoreUnmapped,
            expandNested);
    return new KnnQueryBuilder(clause).boost(boost).queryName(name);
  }

  private void body() throws IOException {
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "vector" -> vector = vector();
        case "k" -> k = values.integer(key);
        case "filter" -> filter = AbstractQueryBuilder.parseInnerQueryBuilder(parser);
        case "method_parameters" -> methodParameters();
        case "ignore_unmapped" -> ignoreUnmapped = values.bool(key);
        case "rescore" -> rescore();
        case "expand_nested_docs" -> expandNested = values.bool(key);
        case "min_score" -> minScore = values.decimal(key);
        case "max_distance" -> maxDistance = values.decimal(key);
        default -> {
          if (!standardField(key)) {
            throw error("[knn] query does not support [" + key + "]");
          }
        }
      }
    }
  }

  private boolean standardField(String key) throws IOException {
    if (!parser.currentToken().isValue()) {
      return false;
    }
    switch (key) {
      case "boost" -> boost = values.decimal(key);
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
    try {
      return VectorParser.parse(parser, 0);
    } catch (IllegalArgumentException e) {
      throw new ParsingException(
          parser.getTokenLocation(), "[knn] failed to parse field [vector]: " + e.getMessage(), e);
    }
  }

  private void methodParameters() throws IOException {
    requireObject("method_parameters");
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "ef_search" -> only(new EfSearch(values.positive(key)));
        case "recall" -> only(recall());
        // Belongs to a method that needs training and has nothing to act on here.
        case "nprobes" -> values.positive(key);
        default -> throw error("[method_parameters] unknown method parameter found [" + key + "]");
      }
    }
  }

  private void only(Effort wanted) {
    if (effort != null) {
      throw error("[method_parameters] takes one of [ef_search] and [recall], and once");
    }
    effort = wanted;
  }

  private Recall recall() throws IOException {
    double wanted = values.number("recall");
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

  /** Hits carry exact scores in any case, so but for the factor only the form is checked. */
  private void rescore() throws IOException {
    if (parser.currentToken().isValue()) {
      rescore = values.bool("rescore");
      return;
    }
    rescore = true;
    requireObject("rescore");
    while (parser.nextToken() != Token.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      if (!key.equals("oversample_factor")) {
        throw error("[rescore] unknown field [" + key + "]");
      }
      float factor = values.decimal(key);
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
      oversample = factor;
    }
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
