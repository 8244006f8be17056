/**
 * Runs that are killed, lose the end of their journal, or find their disk full, and that are gone on with.
 *
 * <p>The study runs in a JVM of its own, which is what is killed. Everything that it saw acknowledged it writes to a file of its own.
 */
@NullMarked
package dev.jtune.bench.crash;

import org.jspecify.annotations.NullMarked;
