/** What clients of Elasticsearch 7 need to see over HTTP. */
package io.niteru.plugin.rest;
