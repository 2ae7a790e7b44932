/**
 * Who may use the machine, and when. Merges build graphs, which takes all processors for seconds to
 * minutes; searches want them too. {@link Scheduling} is what a node has of it; each policy is a
 * class of its own, which a setting of {@link SchedulingSettings} turns off.
 */
package io.niteru.plugin.scheduling;
