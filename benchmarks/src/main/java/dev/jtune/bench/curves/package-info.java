/**
 * The benchmark {@code curves}: what early stopping saves on recorded learning curves.
 *
 * <p>Problems are read from a folder of any place, in a format of their own; none is part of the project. Other
 * tuners run in Python processes. Nothing in the library knows this package.
 */
@NullMarked
package dev.jtune.bench.curves;

import org.jspecify.annotations.NullMarked;
