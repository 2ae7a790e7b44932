package io.niteru.plugin.source;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.FieldInfos;

/**
 * Brings the stored fields of a segment together with the reader of its vectors that the segment
 * has open in any case. Lucene opens the fields first, the vectors next, with the same {@link
 * FieldInfos}, and closes both together. Safe for all threads.
 */
public final class OpenSegments {
  /** Entries of segments that failed to open vanish with their fields. */
  private final Map<FieldInfos, SegmentVectors> waiting =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** The vectors of a segment, to be read once they are open. */
  SegmentVectors expect(FieldInfos fields, String segment) {
    SegmentVectors vectors = new SegmentVectors(fields, segment);
    waiting.put(fields, vectors);
    return vectors;
  }

  /** Called when the vectors of a segment are open. */
  public void opened(FieldInfos fields, KnnVectorsReader reader) {
    SegmentVectors vectors = waiting.remove(fields);
    if (vectors != null) {
      vectors.open(reader);
    }
  }
}
