/** Models that turn a picture into a feature: where they come from and how they are run. */
package io.niteru.images.model;
