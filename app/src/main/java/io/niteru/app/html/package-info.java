/** What the pages we write have in common. */
package io.niteru.app.html;
