/** Benchmarks of speed, and what all benchmarks share; {@code benchmarks/bench --list} names them. */
@NullMarked
package dev.jtune.bench;

import org.jspecify.annotations.NullMarked;
