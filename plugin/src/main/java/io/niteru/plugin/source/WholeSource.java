package io.niteru.plugin.source;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;

/**
 * Reads the {@code _source} of a document with the vectors that the mapping excludes from it, for
 * who writes the document again.
 */
final class WholeSource extends ForwardingVisitor {
  /** Hands all on; {@link RestoringVisitor} knows by the class what is wanted. */
  WholeSource(StoredFieldVisitor in) {
    super(in);
  }

  /** A reader of the same documents that gives such sources to all. */
  static DirectoryReader of(DirectoryReader reader) throws IOException {
    return new Directory(reader);
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
