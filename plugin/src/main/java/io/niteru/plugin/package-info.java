/** The OpenSearch plugin. */
package io.niteru.plugin;
