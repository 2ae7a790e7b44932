/** {@code niteru verify}: approximate search against exact search, offline and over HTTP. */
package io.niteru.app.verify;
