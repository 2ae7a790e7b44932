/** The stats request, which reads from all nodes what they counted and measured. */
package io.niteru.plugin.stats;
