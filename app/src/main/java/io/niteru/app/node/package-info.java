/** The engine inside this process: an OpenSearch node with Niteru's plugin. */
package io.niteru.app.node;
