/** What each policy of the engine is worth to who uses it: the same loads with it and without. */
package io.niteru.bench.policies;
