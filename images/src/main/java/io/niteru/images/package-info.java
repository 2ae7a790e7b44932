/** From a picture to its feature. */
package io.niteru.images;
