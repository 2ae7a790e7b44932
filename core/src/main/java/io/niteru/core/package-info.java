/**
 * The vector index: kernels, quantiser, graph, Lucene format.
 *
 * <p>Without OpenSearch, through plain Lucene, on disk or, with another directory, in memory:
 *
 * <pre>{@code
 * var config = new IndexWriterConfig().setCodec(new Lucene104Codec() {
 *   @Override public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
 *     return new NiteruVectorsFormat(16, 100);
 *   }
 * });
 * try (var writer = new IndexWriter(FSDirectory.open(folder), config)) {
 *   var document = new Document();
 *   document.add(new KnnFloatVectorField("v", vector, VectorSimilarityFunction.EUCLIDEAN));
 *   writer.addDocument(document);
 *   try (var reader = DirectoryReader.open(writer)) {
 *     TopDocs nearest = new IndexSearcher(reader).search(new KnnQuery("v", target, 10, 100), 10);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link io.niteru.core.search.KnnQuery#asExact()} gives the exact twin of a query.
 */
package io.niteru.core;
