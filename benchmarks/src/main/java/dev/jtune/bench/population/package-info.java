/**
 * The benchmark {@code pbt}: what a population that changes its configurations finds, beside the best of those that stay the same.
 *
 * <p>Its tasks need no data but the digits of the examples. Nothing in the library knows this package.
 */
@NullMarked
package dev.jtune.bench.population;

import org.jspecify.annotations.NullMarked;
