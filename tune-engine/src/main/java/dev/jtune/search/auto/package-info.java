/**
 * The choice between search algorithms: which one proposes the next trial of a study.
 *
 * <p>{@link dev.jtune.search.auto.AutoProposer} hands over from one to the next, by the space, the budget and what has been measured. It knows
 * all algorithms, and neither searchers nor studies.
 */
@NullMarked
package dev.jtune.search.auto;

import org.jspecify.annotations.NullMarked;
