/** What the first searches after a start cost. */
package io.niteru.bench.start;
