/** Settings of an index and of the cluster, in both dialects. */
package io.niteru.plugin.settings;
