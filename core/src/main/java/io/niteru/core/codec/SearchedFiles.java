package io.niteru.core.codec;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;

/**
 * The codes and graph of a field in one segment: files that every search goes through, and so
 * should be in memory. The raw vectors are not among them. Usable while the segment's reader is
 * open.
 *
 * @param vectors number of vectors, those of deleted documents included
 * @param hasGraph whether there is a graph; searches scan the codes otherwise
 * @param bytes size of the files, of all fields
 * @param mapped those that are mapped; others were copied into memory when the reader was opened
 */
public record SearchedFiles(int vectors, boolean hasGraph, long bytes, List<MemorySegment> mapped) {
  /** The extensions of such files. */
  public static final Set<String> EXTENSIONS =
      Set.of(
          NiteruVectorsFormat.BITS.extension(),
          NiteruVectorsFormat.NIBBLES.extension(),
          NiteruVectorsFormat.GRAPH.extension());
}
