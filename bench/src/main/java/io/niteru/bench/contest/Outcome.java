package io.niteru.bench.contest;

import java.util.List;

/**
 * How a contestant did.
 *
 * @param contestant its name
 * @param description what it is
 * @param built how its build went
 * @param memory of the searching JVM, after the searches
 * @param sweep its searches, cheapest beam first
 */
public record Outcome(
    String contestant, String description, Built built, Memory memory, List<Measured> sweep) {}
