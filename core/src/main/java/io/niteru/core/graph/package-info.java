/**
 * Hierarchical navigable small worlds (Malkov and Yashunin, "Efficient and robust approximate
 * nearest neighbor search using hierarchical navigable small world graphs", TPAMI 2020) over codes:
 * building, storing, walking.
 */
package io.niteru.core.graph;
