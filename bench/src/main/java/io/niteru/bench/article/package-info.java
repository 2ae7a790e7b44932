/** The article's experiment: load everything into a running engine, then search it. */
package io.niteru.bench.article;
