package io.niteru.core.codec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;

/**
 * The codes and graph of a field in one segment: files that every search goes through, and so
 * should be in memory. The raw vectors are not among them. Usable while the segment's reader is
 * open. Safe for all threads.
 */
public final class HotFiles {
  private static final Set<String> EXTENSIONS =
      Set.of(
          NiteruVectorsFormat.BITS.extension(),
          NiteruVectorsFormat.NIBBLES.extension(),
          NiteruVectorsFormat.GRAPH.extension());

  private final StoredField field;
  private final List<MemorySegment> mapped;
  private final long bytes;
  private final List<Path> paths;

  HotFiles(StoredField field, List<MemorySegment> mapped, long bytes, List<Path> paths) {
    this.field = field;
    this.mapped = mapped;
    this.bytes = bytes;
    this.paths = paths;
  }

  /** Those of a field; empty if it has no codes of this format in the segment. */
  public static Optional<HotFiles> of(SegmentReader segment, String field) throws IOException {
    KnnVectorsReader reader = segment.getVectorReader();
    if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
      reader = perField.getFieldReader(field);
    }
    return reader instanceof NiteruVectorsReader ours
        ? Optional.ofNullable(ours.hotFiles(field, paths(segment)))
        : Optional.empty();
  }

  private static List<Path> paths(SegmentReader segment) throws IOException {
    if (!(FilterDirectory.unwrap(segment.directory()) instanceof FSDirectory folder)) {
      return List.of();
    }
    return segment.getSegmentInfo().files().stream()
        .filter(name -> EXTENSIONS.contains(IndexFileNames.getExtension(name)))
        .map(folder.getDirectory()::resolve)
        .toList();
  }

  /** Number of vectors, those of deleted documents included. */
  public int vectors() {
    return field.meta().size();
  }

  /** Whether there is a graph; searches scan the codes otherwise. */
  public boolean hasGraph() {
    return field.graph() != null;
  }

  /** Size of the files. */
  public long bytes() {
    return bytes;
  }

  /** How much of them can be read without going to the disk. */
  public long residentBytes() {
    long unmapped = bytes;
    long resident = 0;
    for (MemorySegment file : mapped) {
      unmapped -= file.byteSize();
      resident += PageCache.residentBytes(file);
    }
    return resident + unmapped; // which was copied into memory when the reader was opened
  }

  /** Reads the files into memory, page by page; returns when it is done. */
  public void load() {
    mapped.forEach(MemorySegment::load);
  }

  /**
   * Gives the memory back to the system, as far as the files are written to the disk, not within a
   * compound one, and not in use elsewhere. Searches go on and read what they need again.
   */
  public void unload() {
    mapped.forEach(MemorySegment::unload);
    paths.forEach(PageCache::drop);
  }
}
