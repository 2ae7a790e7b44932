package io.niteru.plugin.source;

/**
 * Where the text of a vector stands in a {@code _source}.
 *
 * @param field full path of the field
 * @param start first byte, counted from the start of the source
 * @param end byte after the last
 */
record VectorText(String field, int start, int end) {}
