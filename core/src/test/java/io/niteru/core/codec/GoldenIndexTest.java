package io.niteru.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.niteru.core.codec.GoldenIndex.Kind;
import io.niteru.core.search.EfSearch;
import io.niteru.core.search.KnnQuery;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Indexes of all versions of the format that can be read, as files, are opened, searched and
 * merged. Who raises {@link NiteruVectorsFormat#VERSION_CURRENT} writes those of the new version
 * with
 *
 * <pre>
 * mvn -pl core -am test -Dtest=GoldenIndexTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dniteru.golden=src/test/resources/golden
 * </pre>
 *
 * (the tests that follow do not see them yet), keeps those of the older ones that are still read,
 * and never writes any of them again.
 */
class GoldenIndexTest {
  @TempDir Path folder;

  @BeforeAll
  static void writeIfAskedTo() throws IOException {
    String golden = System.getProperty("niteru.golden");
    if (golden != null) {
      GoldenIndex.write(Path.of(golden, "" + NiteruVectorsFormat.VERSION_CURRENT));
    }
  }

  static IntStream versions() {
    return IntStream.rangeClosed(
        NiteruVectorsFormat.VERSION_START, NiteruVectorsFormat.VERSION_CURRENT);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anIndexOfAnyVersionGivesTheAnswersItAlwaysGave(int version) throws Exception {
    List<String> answers = copy(version);
    try (Directory directory = new MMapDirectory(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertThat(reader.leaves()).hasSize(2);
      for (LeafReaderContext leaf : reader.leaves()) {
        CodecReader segment = (CodecReader) leaf.reader();
        segment.checkIntegrity();
        for (Kind kind : List.of(Kind.L2, Kind.COSINE, Kind.PRODUCT)) {
          StoredField stored = stored(segment, kind.name());
          assertThat(stored.graph() != null).isEqualTo(leaf.ord == 0);
          assertThat(stored.meta().calibration().curves())
              .hasSize(leaf.ord == 0 && kind == Kind.L2 ? 2 : 0);
          SoundFields.check(stored, GoldenIndex.MIN_GRAPH_SIZE);
        }
      }
      check(reader, answers);
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void anIndexOfAnyVersionIsMergedIntoOneOfThis(int version) throws Exception {
    List<String> answers = copy(version);
    try (Directory directory = new MMapDirectory(folder);
        var writer = new IndexWriter(directory, GoldenIndex.config())) {
      writer.addDocument(new Document());
      writer.forceMerge(1);
      try (DirectoryReader reader = DirectoryReader.open(writer)) {
        check(reader, answers);
      }
    }
  }

  private static StoredField stored(CodecReader segment, String field) {
    var readers = (PerFieldKnnVectorsFormat.FieldsReader) segment.getVectorReader();
    return ((NiteruVectorsReader) readers.getFieldReader(field)).field(field);
  }

  private List<String> copy(int version) throws Exception {
    URL golden = GoldenIndexTest.class.getResource("/golden/" + version);
    assertThat(golden)
        .as("files of version %d: GoldenIndexTest's comment tells how to make them", version)
        .isNotNull();
    try (var files = Files.list(Path.of(golden.toURI()))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path answers = folder.resolve(GoldenIndex.ANSWERS);
    List<String> lines = Files.readAllLines(answers);
    Files.delete(answers);
    assertThat(lines).hasSize(12);
    return lines;
  }

  private static void check(DirectoryReader reader, List<String> answers) throws IOException {
    for (String answer : answers) {
      String[] parts = answer.split(" ");
      Kind kind = Kind.valueOf(parts[0]);
      String[] values = parts[1].split(",");
      float[] target = new float[values.length];
      for (int j = 0; j < target.length; j++) {
        target[j] = Float.parseFloat(values[j]);
      }
      String[] hits = parts[2].split(",");
      check(reader, query(kind, target, hits.length, 1_000), hits);
      // One so narrow walks where there is a graph; the nearest stands out.
      check(reader, query(kind, target, 1, 1), new String[] {hits[0]});
    }
  }

  private static Query query(Kind kind, float[] target, int k, int efSearch) {
    return kind == Kind.BYTES
        ? new KnnByteVectorQuery(kind.name(), GoldenIndex.bytes(target), k)
        : new KnnQuery(kind.name(), target, k, new EfSearch(efSearch), null);
  }

  private static void check(DirectoryReader reader, Query query, String[] expected)
      throws IOException {
    var searcher = new IndexSearcher(reader);
    ScoreDoc[] hits = searcher.search(query, expected.length).scoreDocs;
    assertThat(hits).hasSameSizeAs(expected);
    for (int i = 0; i < hits.length; i++) {
      String[] idAndScore = expected[i].split(":");
      float score = Float.parseFloat(idAndScore[1]);
      assertThat(searcher.storedFields().document(hits[i].doc).get("id"))
          .as("hit %d of %s", i, query)
          .isEqualTo(idAndScore[0]);
      assertThat(hits[i].score).isCloseTo(score, within(1e-5f * Math.max(1, Math.abs(score))));
    }
  }
}
