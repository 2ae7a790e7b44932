package io.niteru.core.quant;

import java.lang.foreign.MemorySegment;

/**
 * The codes of all vectors of a segment's field.
 *
 * @param layout where things are in a code
 * @param size number of vectors
 * @param bits first rung, {@code size} times {@link CodeLayout#bitStride()} bytes
 * @param nibbles second rung, {@code size} times {@link CodeLayout#nibbleStride()} bytes and {@link
 *     CodeLayout#SLACK} more
 * @param order which code is whose
 */
public record Codes(
    CodeLayout layout, int size, MemorySegment bits, MemorySegment nibbles, NodeOrder order) {}
