/** What all commands share: how they say what they do and what went wrong. */
package io.niteru.app.cli;
