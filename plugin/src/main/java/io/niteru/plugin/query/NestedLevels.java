package io.niteru.plugin.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.ToChildBlockJoinQuery;
import org.opensearch.common.lucene.search.Queries;
import org.opensearch.index.mapper.ObjectMapper;
import org.opensearch.index.query.QueryShardContext;
import org.opensearch.index.search.NestedHelper;

/**
 * The kinds of Lucene documents that enclose one another down to those of a nested path: level 0
 * are whole documents, the last are the objects of the path, between them those of the nested paths
 * that enclose it. Each object of a level lies in exactly one of every level above. For one thread.
 */
final class NestedLevels {
  /**
   * The documents of a level.
   *
   * @param object their mapping, or null for whole documents
   * @param type matches all of them and no others
   * @param documents the same
   */
  private record Level(ObjectMapper object, Query type, BitSetProducer documents) {}

  private final NestedHelper helper;
  private final List<Level> levels = new ArrayList<>();

  /**
   * The levels down to some nested objects.
   *
   * @param innermost mapping of the objects
   */
  NestedLevels(QueryShardContext context, ObjectMapper innermost) {
    this.helper = new NestedHelper(context.getMapperService());
    Query roots = Queries.newNonNestedFilter();
    levels.add(new Level(null, roots, context.bitsetFilter(roots)));
    String path = innermost.fullPath();
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
      ObjectMapper enclosing = context.getObjectMapper(path.substring(0, dot));
      if (enclosing != null && enclosing.nested().isNested()) {
        add(context, enclosing);
      }
    }
    add(context, innermost);
  }

  private void add(QueryShardContext context, ObjectMapper object) {
    Query type = object.nestedTypeFilter();
    levels.add(new Level(object, type, context.bitsetFilter(type)));
  }

  int innermost() {
    return levels.size() - 1;
  }

  /** The mapping of a level below 0. */
  ObjectMapper object(int level) {
    return levels.get(level).object();
  }

  /** The documents of a level. */
  BitSetProducer documents(int level) {
    return levels.get(level).documents();
  }

  /** The level of a nested path, null for whole documents; -1 if the path encloses no other. */
  int ofPath(String path) {
    if (path == null) {
      return 0;
    }
    for (int level = 1; level < levels.size(); level++) {
      if (object(level).fullPath().equals(path)) {
        return level;
      }
    }
    return -1;
  }

  /**
   * The level at which a field is asked about: the innermost that it lies in. What lies in nested
   * objects beside these is asked of what encloses both, which does not have it, unless the mapping
   * includes it there.
   */
  int ofField(String field) {
    for (int level = innermost(); level > 0; level--) {
      String path = object(level).fullPath();
      if (field.startsWith(path) && (field.length() == path.length() || field.charAt(path.length()) == '.')) {
        return level;
      }
    }
    return 0;
  }

  /** The innermost objects that lie in those documents of a level that a query matches. */
  Query below(int level, Query query) {
    boolean others =
        level == 0
            ? helper.mightMatchNestedDocs(query)
            : helper.mightMatchNonNestedDocs(query, object(level).fullPath());
    Query matching = others ? Queries.filtered(query, levels.get(level).type()) : query;
    return level == innermost()
        ? matching
        : new ToChildBlockJoinQuery(matching, levels.get(level).documents());
  }
}
