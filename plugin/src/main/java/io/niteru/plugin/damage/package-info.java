/** Finds files of vectors that changed on the disk, before a search or a merge stumbles on them. */
package io.niteru.plugin.damage;
