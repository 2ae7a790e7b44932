/** What the fitted constants of searches and builds are worth: half and twice of each. */
package io.niteru.bench.tuning;
