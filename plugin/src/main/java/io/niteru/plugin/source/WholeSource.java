package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;

/**
 * Reads the {@code _source} of a document with the vectors that the mapping excludes from it, for
 * who writes the document again.
 */
final class WholeSource extends StoredFieldVisitor {
  private final StoredFieldVisitor in;

  /** Hands all on; {@link RestoringVisitor} knows by the class what is wanted. */
  WholeSource(StoredFieldVisitor in) {
    this.in = in;
  }

  /** Who looks at the fields. */
  StoredFieldVisitor in() {
    return in;
  }

  /** A reader of the same documents that gives such sources to all. */
  static DirectoryReader of(DirectoryReader reader) throws IOException {
    return new Directory(reader);
  }

  @Override
  public Status needsField(FieldInfo field) throws IOException {
    return in.needsField(field);
  }

  @Override
  public void binaryField(FieldInfo field, byte[] value) throws IOException {
    in.binaryField(field, value);
  }

  @Override
  public void stringField(FieldInfo field, String value) throws IOException {
    in.stringField(field, value);
  }

  @Override
  public void intField(FieldInfo field, int value) throws IOException {
    in.intField(field, value);
  }

  @Override
  public void longField(FieldInfo field, long value) throws IOException {
    in.longField(field, value);
  }

  @Override
  public void floatField(FieldInfo field, float value) throws IOException {
    in.floatField(field, value);
  }

  @Override
  public void doubleField(FieldInfo field, double value) throws IOException {
    in.doubleField(field, value);
  }

  private static final class Directory extends FilterDirectoryReader {
    Directory(DirectoryReader in) throws IOException {
      super(
          in,
          new SubReaderWrapper() {
            @Override
            public LeafReader wrap(LeafReader leaf) {
              return new Leaf(leaf);
            }
          });
    }

    @Override
    protected DirectoryReader doWrapDirectoryReader(DirectoryReader other) throws IOException {
      return new Directory(other);
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }

  private static final class Leaf extends FilterLeafReader {
    Leaf(LeafReader in) {
      super(in);
    }

    @Override
    public StoredFields storedFields() throws IOException {
      StoredFields fields = in.storedFields();
      return new StoredFields() {
        @Override
        public void document(int doc, StoredFieldVisitor visitor) throws IOException {
          fields.document(doc, new WholeSource(visitor));
        }
      };
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }
}
