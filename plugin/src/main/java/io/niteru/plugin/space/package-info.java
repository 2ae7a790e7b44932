/** Spaces and kinds of vectors, and how near two vectors are. */
package io.niteru.plugin.space;
