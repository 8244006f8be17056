/** Tuning problems with recorded results, read from a folder: their parameters, and how a configuration is looked up. */
@NullMarked
package dev.jtune.bench.problem;

import org.jspecify.annotations.NullMarked;
