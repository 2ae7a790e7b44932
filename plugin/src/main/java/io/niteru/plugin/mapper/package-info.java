/** The {@code knn_vector} field: its mapping parameters and how documents are read. */
package io.niteru.plugin.mapper;
