/** The vector index: kernels, quantiser, graph, Lucene format, feature files. */
package io.niteru.core;
