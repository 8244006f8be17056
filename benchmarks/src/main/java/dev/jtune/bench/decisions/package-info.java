/**
 * The benchmark {@code decisions}: whether schedulers decide what Ray Tune's decide, on the same results.
 *
 * <p>Ray's run in a Python process without a cluster. Nothing in the library knows this package.
 */
@NullMarked
package dev.jtune.bench.decisions;

import org.jspecify.annotations.NullMarked;
