/**
 * CMA-ES: a Gaussian that learns which steps lead down, and probabilities that learn which categories do.
 *
 * <p>{@link dev.jtune.search.cma.CmaProposer} is the algorithm. Nothing here knows of searchers or of other algorithms.
 */
@NullMarked
package dev.jtune.search.cma;

import org.jspecify.annotations.NullMarked;
