package io.niteru.plugin.space;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.VectorScorer;

/** Compares a target with the vectors of a field, one by one. Immutable; safe for all threads. */
public final class Comparison {
  private final String field;
  private final float[] target;
  private final byte[] bytes;
  private final DataType type;
  private final SpaceType space;

  /**
   * A comparison.
   *
   * @param field the field's full name
   * @param target numbers of the target, as many as the field's vectors have
   * @param type what the field's vectors are made of
   * @param space how they are compared, which may be another space than the field's
   * @throws IllegalArgumentException if the target is not of that type or has no place in that
   *     space
   */
  public Comparison(String field, float[] target, DataType type, SpaceType space) {
    space.check(type);
    space.check(target);
    this.field = field;
    this.target = target.clone();
    this.bytes = type.bytes() ? type.toBytes(target) : null;
    this.type = type;
    this.space = space;
  }

  /** The field compared with. */
  public String field() {
    return field;
  }

  /**
   * Scores of the vectors of a segment, for one thread; null if it has none. Vectors that are kept
   * for searches are read where they are mapped, without copying, if Lucene knows the space.
   */
  public VectorScorer scorer(LeafReaderContext leaf) throws IOException {
    LeafReader reader = leaf.reader();
    FieldInfo info = reader.getFieldInfos().fieldInfo(field);
    if (info == null) {
      return null;
    }
    if (!info.hasVectorValues()) {
      return DocValuesScorer.of(this, reader);
    }
    boolean same = info.getVectorSimilarityFunction() == space.similarity();
    if (info.getVectorEncoding() == VectorEncoding.BYTE) {
      ByteVectorValues values = reader.getByteVectorValues(field);
      return values.size() == 0
          ? null
          : same ? values.scorer(bytes) : ValuesScorer.of(this, values);
    }
    FloatVectorValues values = reader.getFloatVectorValues(field);
    return values.size() == 0 ? null : same ? values.scorer(target) : ValuesScorer.of(this, values);
  }

  /** The score of a vector of floats. */
  float score(float[] vector) {
    return space.score(space.distance(target, vector));
  }

  /** The score of a vector of bytes. */
  float score(byte[] vector) {
    return space.score(space.distance(bytes, vector));
  }

  /** What the field's vectors are made of. */
  public DataType type() {
    return type;
  }

  /** How they are compared. */
  public SpaceType space() {
    return space;
  }

  int length() {
    return target.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Comparison that
        && field.equals(that.field)
        && Arrays.equals(target, that.target)
        && type == that.type
        && space == that.space;
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, Arrays.hashCode(target), type, space);
  }

  @Override
  public String toString() {
    return field + ":" + space.label() + "[" + target[0] + ",...]";
  }
}
