/** The paths of the k-NN API, and what clients of Elasticsearch need to see over HTTP. */
package io.niteru.plugin.rest;
