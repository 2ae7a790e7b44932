/** Files of feature vectors and of the names of what they describe. */
package io.niteru.features;
