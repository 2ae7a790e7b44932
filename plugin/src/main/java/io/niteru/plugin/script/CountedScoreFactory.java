package io.niteru.plugin.script;

import io.niteru.plugin.metrics.Counter;
import io.niteru.plugin.metrics.Counters;
import java.util.Map;
import org.apache.lucene.search.IndexSearcher;
import org.opensearch.script.ScoreScript;
import org.opensearch.script.ScriptFactory;
import org.opensearch.search.lookup.SearchLookup;

/**
 * Counts the shards that are searched with a script, and those where its parameters do not fit.
 *
 * @param factory of the script
 * @param counters of the node
 */
record CountedScoreFactory(ScoreScript.Factory factory, Counters counters)
    implements ScoreScript.Factory, ScriptFactory {
  @Override
  public boolean isResultDeterministic() {
    return true;
  }

  @Override
  public ScoreScript.LeafFactory newFactory(
      Map<String, Object> params, SearchLookup lookup, IndexSearcher searcher) {
    counters.increment(Counter.SCRIPT_QUERY_REQUESTS);
    try {
      return factory.newFactory(params, lookup, searcher);
    } catch (RuntimeException e) {
      counters.increment(Counter.SCRIPT_QUERY_ERRORS);
      throw e;
    }
  }
}
