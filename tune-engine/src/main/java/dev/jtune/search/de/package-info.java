/**
 * Differential evolution: new points from the differences of good ones.
 *
 * <p>{@link dev.jtune.search.de.DifferentialEvolution} is the algorithm. Nothing here knows of searchers or of other algorithms.
 */
@NullMarked
package dev.jtune.search.de;

import org.jspecify.annotations.NullMarked;
