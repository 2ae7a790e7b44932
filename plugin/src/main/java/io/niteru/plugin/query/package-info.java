/** The {@code knn} query. */
package io.niteru.plugin.query;
