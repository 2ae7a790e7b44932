package io.niteru.plugin.memory;

import io.niteru.core.codec.SearchedFiles;

/**
 * Codes and graphs of an index on a node.
 *
 * @param residentBytes how much of them is in memory
 * @param bytes how much there is
 * @param segments segments with vectors, each once a field
 * @param graphs those of them with a graph
 * @param vectors vectors in them, those of deleted documents included
 */
public record IndexMemory(long residentBytes, long bytes, int segments, int graphs, long vectors) {
  static final IndexMemory NONE = new IndexMemory(0, 0, 0, 0, 0);

  IndexMemory plus(HotFiles hot) {
    SearchedFiles files = hot.files();
    return new IndexMemory(
        residentBytes + hot.residentBytes(),
        bytes + files.bytes(),
        segments + 1,
        graphs + (files.hasGraph() ? 1 : 0),
        vectors + files.vectors());
  }
}
