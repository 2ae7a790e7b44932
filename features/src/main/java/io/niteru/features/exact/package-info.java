/**
 * Exact k-nearest-neighbour search, the truth that recall is measured against. However a search is
 * run (one query or many, SIMD or scalar, with codes or without), it returns the same rows with the
 * same values, bit for bit: fast float arithmetic only rules rows out, with proven bounds on its
 * rounding, and what it cannot rule out is measured again in double precision.
 */
package io.niteru.features.exact;
