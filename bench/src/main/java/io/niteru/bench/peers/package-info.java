/** The indexes that are compared, each behind the same interface. */
package io.niteru.bench.peers;
