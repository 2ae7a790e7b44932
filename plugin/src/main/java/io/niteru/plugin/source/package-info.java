/**
 * {@code _source} without its vectors. A vector's text, some 25 KB at 1,280 dimensions, is taken
 * out when a document is indexed ({@link io.niteru.plugin.source.SourceMasker}) and put back from
 * the vectors file when {@code _source} is read ({@link
 * io.niteru.plugin.source.MaskedSourceFormat}). Everything else in {@code _source} stays byte for
 * byte as it was sent. The translog keeps documents whole.
 */
package io.niteru.plugin.source;
