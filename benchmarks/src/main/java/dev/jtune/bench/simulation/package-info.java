/**
 * The benchmark {@code simulation}: whole studies on a simulated cluster where everything goes wrong, and very large ones where nothing does.
 *
 * <p>What must hold is checked from outside, by what backend, listeners and journal see, and never by the run's own state.
 */
@NullMarked
package dev.jtune.bench.simulation;

import org.jspecify.annotations.NullMarked;
