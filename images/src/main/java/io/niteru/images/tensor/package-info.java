/** From pixels to the tensor a model wants. */
package io.niteru.images.tensor;
