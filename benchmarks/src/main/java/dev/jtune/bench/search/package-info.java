/**
 * The benchmarks of search quality: {@code panel}, {@code tabular}, {@code suggest-cost} and {@code noise}.
 *
 * <p>Searchers are asked and told directly, without a run; Optuna's results are recorded ones, or come from a run beside. Nothing in
 * the library knows this package.
 */
@NullMarked
package dev.jtune.bench.search;

import org.jspecify.annotations.NullMarked;
