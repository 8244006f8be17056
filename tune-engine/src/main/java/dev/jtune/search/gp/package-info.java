/**
 * Search by Gaussian processes: models of the losses that say what they do not know.
 *
 * <p>{@link dev.jtune.search.gp.GpProposer} fits a model to the history and names the point at which it expects most. It knows the cube and
 * the numerics, and neither studies nor other algorithms.
 */
@NullMarked
package dev.jtune.search.gp;

import org.jspecify.annotations.NullMarked;
