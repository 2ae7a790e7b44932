/** The memory of codes and graphs on a node: measured, loaded by warm-up, let go by clear cache. */
package io.niteru.plugin.memory;
