/** The command that turns pictures into features. */
package io.niteru.app.extract;
