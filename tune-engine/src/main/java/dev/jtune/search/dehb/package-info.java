/**
 * DEHB: differential evolution within the brackets of HyperBand. Knows the cube, and no other algorithm.
 *
 * <p>{@link dev.jtune.search.dehb.DehbPlan} says how long each trial runs, for the scheduler too; {@link dev.jtune.search.dehb.Dehb} proposes.
 */
@NullMarked
package dev.jtune.search.dehb;

import org.jspecify.annotations.NullMarked;
