/**
 * Trainables: what user code offers, read once from its annotations, and the adapters through which it is called.
 *
 * <p>ByteBuddy is used here and nowhere else. The package knows nothing of threads, runs or tests.
 */
@NullMarked
package dev.jtune.trainable;

import org.jspecify.annotations.NullMarked;
