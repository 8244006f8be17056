/** Benchmarks of what this project claims; {@code benchmarks/bench --list} names them. */
@NullMarked
package dev.jtune.bench;

import org.jspecify.annotations.NullMarked;
