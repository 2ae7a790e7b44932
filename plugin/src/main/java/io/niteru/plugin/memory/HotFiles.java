package io.niteru.plugin.memory;

import io.niteru.core.codec.NiteruVectorsReader;
import io.niteru.core.codec.SearchedFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;

/**
 * The files that searches of a field in one segment go through, and what of them is in memory.
 * Usable while the segment's reader is open. Safe for all threads.
 *
 * @param files the files
 * @param paths where they are on the disk; none for those within a compound file
 */
record HotFiles(SearchedFiles files, List<Path> paths) {
  /** Those of a field; empty if it has no codes of this format in the segment. */
  static Optional<HotFiles> of(SegmentReader segment, String field) throws IOException {
    KnnVectorsReader reader = segment.getVectorReader();
    if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
      reader = perField.getFieldReader(field);
    }
    SearchedFiles files =
        reader instanceof NiteruVectorsReader ours ? ours.searchedFiles(field) : null;
    return files == null ? Optional.empty() : Optional.of(new HotFiles(files, paths(segment)));
  }

  private static List<Path> paths(SegmentReader segment) throws IOException {
    if (!(FilterDirectory.unwrap(segment.directory()) instanceof FSDirectory folder)) {
      return List.of();
    }
    return segment.getSegmentInfo().files().stream()
        .filter(name -> SearchedFiles.EXTENSIONS.contains(IndexFileNames.getExtension(name)))
        .map(folder.getDirectory()::resolve)
        .toList();
  }

  /** How much of them can be read without going to the disk. */
  long residentBytes() {
    long unmapped = files.bytes();
    long resident = 0;
    for (MemorySegment file : files.mapped()) {
      unmapped -= file.byteSize();
      resident += PageCache.residentBytes(file);
    }
    return resident + unmapped; // which was copied into memory when the reader was opened
  }

  /** Reads the files into memory, page by page; returns when it is done. */
  void load() {
    files.mapped().forEach(MemorySegment::load);
  }

  /**
   * Gives the memory back to the system, as far as the files are written to the disk, not within a
   * compound one, and not in use elsewhere. Searches go on and read what they need again.
   */
  void unload() {
    files.mapped().forEach(MemorySegment::unload);
    paths.forEach(PageCache::drop);
  }
}
