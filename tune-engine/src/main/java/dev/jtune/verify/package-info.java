/**
 * Checks of what user code promises: that a trainable goes on from a checkpoint as if it had never stopped, and that a value can be
 * stored.
 *
 * <p>A check calls user code itself, object by object. The package knows trainables and how configurations are drawn; it needs no
 * run, and knows nothing of tests but that a failed check is an {@link java.lang.AssertionError}.
 */
@NullMarked
package dev.jtune.verify;

import org.jspecify.annotations.NullMarked;
