/** Other processes: how they are started, and what memory they use. */
package io.niteru.bench.process;
