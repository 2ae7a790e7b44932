/** Searching a segment's field, and the queries that do. */
package io.niteru.core.search;
