/** What is done with requests before they are carried out. */
package io.niteru.plugin.actions;
