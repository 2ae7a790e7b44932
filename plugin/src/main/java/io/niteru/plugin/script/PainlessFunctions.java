package io.niteru.plugin.script;

import java.util.List;
import java.util.Map;
import org.opensearch.painless.spi.Allowlist;
import org.opensearch.painless.spi.AllowlistLoader;
import org.opensearch.painless.spi.PainlessExtension;
import org.opensearch.script.AggregationScript;
import org.opensearch.script.FieldScript;
import org.opensearch.script.FilterScript;
import org.opensearch.script.NumberSortScript;
import org.opensearch.script.ScoreScript;
import org.opensearch.script.ScriptContext;
import org.opensearch.script.ScriptedMetricAggContexts;

/** Makes vectors and functions of them known to painless, which finds this class through SPI. */
public final class PainlessFunctions implements PainlessExtension {
  private static final String FILE = "painless-functions.txt";

  @Override
  public Map<ScriptContext<?>, List<Allowlist>> getContextAllowlists() {
    List<Allowlist> functions =
        List.of(AllowlistLoader.loadFromResourceFiles(PainlessFunctions.class, FILE));
    return Map.of(
        ScoreScript.CONTEXT, functions,
        FilterScript.CONTEXT, functions,
        FieldScript.CONTEXT, functions,
        NumberSortScript.CONTEXT, functions,
        AggregationScript.CONTEXT, functions,
        ScriptedMetricAggContexts.MapScript.CONTEXT, functions);
  }
}
