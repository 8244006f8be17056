/**
 * What several objectives have in common, on plain arrays of losses: domination, crowding, hypervolume.
 *
 * <p>All losses are minimised; whoever maximises turns the sign. Nothing here knows of trials, results or searchers.
 */
@NullMarked
package dev.jtune.pareto;

import org.jspecify.annotations.NullMarked;
