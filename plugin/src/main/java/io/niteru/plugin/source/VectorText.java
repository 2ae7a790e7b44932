package io.niteru.plugin.source;

/**
 * Where the text of a vector stands in a {@code _source}.
 *
 * @param field full path of the field
 * @param start first byte, counted from the start of the source
 * @param end byte after the last
 * @param base64 whether it is a string instead of an array
 */
record VectorText(String field, int start, int end, boolean base64) {}
