/** Lucene's view of the index: the vectors format and what reads and writes its files. */
package io.niteru.core.codec;
