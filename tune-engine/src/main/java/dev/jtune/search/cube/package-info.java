/**
 * A space as a cube, and trials as points in it: what every search algorithm works on.
 *
 * <p>{@link dev.jtune.search.cube.UnitCube} encodes configurations, {@link dev.jtune.search.cube.History} holds what became of
 * them, and a {@link dev.jtune.search.cube.Proposer} names the next point. Nothing here knows of searchers, studies or trials under way.
 */
@NullMarked
package dev.jtune.search.cube;

import org.jspecify.annotations.NullMarked;
