package io.niteru.bench.contest;

/**
 * What a build took.
 *
 * @param seconds from the file of vectors to the files of the index
 * @param cpuSeconds of all threads meanwhile; 0 if they did other things, too
 * @param bytes of those files; 0 if the index is not on disk
 * @param memory of the building JVM, afterwards
 */
public record Built(double seconds, double cpuSeconds, long bytes, Memory memory) {}
