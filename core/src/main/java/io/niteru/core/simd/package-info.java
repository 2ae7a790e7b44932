/** Arithmetic on codes: a kernel for the Vector API and a scalar twin behind one interface. */
package io.niteru.core.simd;
