/** From a folder of pictures to a folder of features. */
package io.niteru.images.extract;
