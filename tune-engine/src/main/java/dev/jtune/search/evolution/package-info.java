/**
 * Evolution of a population: children of two parents replace the worst, by domination and by how crowded they are.
 *
 * <p>It knows points of the cube and their losses, and nothing of searchers, studies or trials under way.
 */
@NullMarked
package dev.jtune.search.evolution;

import org.jspecify.annotations.NullMarked;
