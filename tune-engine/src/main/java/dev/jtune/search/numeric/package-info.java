/**
 * Numerics that search algorithms share: functions and solvers that give the same result on every JVM.
 *
 * <p>All arithmetic is in a fixed order, without fused operations or parallel sums. Nothing here knows of spaces or trials.
 */
@NullMarked
package dev.jtune.search.numeric;

import org.jspecify.annotations.NullMarked;
