/**
 * Exact scores in scripts: {@code knn_score} in language {@code knn}, and functions of painless.
 */
package io.niteru.plugin.script;
