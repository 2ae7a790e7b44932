package io.niteru.plugin.script;

import java.util.Map;
import java.util.Set;
import org.opensearch.script.ScoreScript;
import org.opensearch.script.ScriptContext;
import org.opensearch.script.ScriptEngine;

/** The script language {@code knn}, which has one script, {@code knn_score}. Stateless. */
public final class KnnScriptEngine implements ScriptEngine {
  private static final String LANGUAGE = "knn";
  private static final String SCRIPT = "knn_score";

  @Override
  public String getType() {
    return LANGUAGE;
  }

  @Override
  public <F> F compile(
      String name, String code, ScriptContext<F> context, Map<String, String> options) {
    if (!context.name.equals(ScoreScript.CONTEXT.name)) {
      throw new IllegalArgumentException(
          LANGUAGE + " KNN scoring scripts cannot be used for context [" + context.name + "]");
    }
    if (!SCRIPT.equals(code)) {
      throw new IllegalArgumentException(
          "Unknown script name " + code + "; the only one is " + SCRIPT);
    }
    ScoreScript.Factory factory = new KnnScoreFactory();
    return context.factoryClazz.cast(factory);
  }

  @Override
  public Set<ScriptContext<?>> getSupportedContexts() {
    return Set.of(ScoreScript.CONTEXT);
  }
}
