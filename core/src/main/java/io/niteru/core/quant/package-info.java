/**
 * Vectors as codes: the space distances are measured in, a random rotation, and two rungs of codes,
 * of one and of four bits a dimension, with what makes the estimate of a distance unbiased.
 */
package io.niteru.core.quant;
