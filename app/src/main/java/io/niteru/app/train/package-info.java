/** What the launcher records once, so that every later start is a fast one. */
package io.niteru.app.train;
