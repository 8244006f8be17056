/**
 * Gates: whether the results of a study are good enough, and what to say if they are not.
 *
 * <p>The package judges results; it knows nothing of tests, which turn a verdict into red or green.
 */
@NullMarked
package dev.jtune.gate;

import org.jspecify.annotations.NullMarked;
