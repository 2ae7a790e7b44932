package io.niteru.bench.contest;

/**
 * What a build took.
 *
 * @param seconds from the file of vectors to the files of the index
 * @param cpuSeconds of all threads meanwhile
 * @param bytes of those files
 * @param memory of the building JVM, afterwards
 */
public record Built(double seconds, double cpuSeconds, long bytes, Memory memory) {}
