/** The codec of indexes with {@code index.knn}. */
package io.niteru.plugin.codec;
