package io.niteru.plugin.script;

import io.niteru.plugin.metrics.Counter;
import io.niteru.plugin.metrics.Counters;
import java.util.Map;
import java.util.Set;
import org.opensearch.script.ScoreScript;
import org.opensearch.script.ScriptContext;
import org.opensearch.script.ScriptEngine;

/**
 * The script language {@code knn}, which has one script, {@code knn_score}. Safe for all threads.
 */
public final class KnnScriptEngine implements ScriptEngine {
  private static final String LANGUAGE = "knn";
  private static final String SCRIPT = "knn_score";

  private final Counters counters;

  /** An engine that counts there. */
  public KnnScriptEngine(Counters counters) {
    this.counters = counters;
  }

  @Override
  public String getType() {
    return LANGUAGE;
  }

  @Override
  public <F> F compile(
      String name, String code, ScriptContext<F> context, Map<String, String> options) {
    counters.increment(Counter.SCRIPT_COMPILATIONS);
    try {
      check(code, context);
    } catch (IllegalArgumentException e) {
      counters.increment(Counter.SCRIPT_COMPILATION_ERRORS);
      throw e;
    }
    ScoreScript.Factory factory = new CountedScoreFactory(new KnnScoreFactory(), counters);
    return context.factoryClazz.cast(factory);
  }

  private static void check(String code, ScriptContext<?> context) {
    if (!context.name.equals(ScoreScript.CONTEXT.name)) {
      throw new IllegalArgumentException(
          LANGUAGE + " KNN scoring scripts cannot be used for context [" + context.name + "]");
    }
    if (!SCRIPT.equals(code)) {
      throw new IllegalArgumentException(
          "Unknown script name " + code + "; the only one is " + SCRIPT);
    }
  }

  @Override
  public Set<ScriptContext<?>> getSupportedContexts() {
    return Set.of(ScoreScript.CONTEXT);
  }
}
