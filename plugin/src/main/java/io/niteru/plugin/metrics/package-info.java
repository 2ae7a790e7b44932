/** What a node counts. */
package io.niteru.plugin.metrics;
