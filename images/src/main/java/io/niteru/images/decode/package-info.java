/** From a picture's file to its pixels. */
package io.niteru.images.decode;
