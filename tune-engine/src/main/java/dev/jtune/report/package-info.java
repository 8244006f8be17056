/**
 * What people read: the console, and files beside the journal.
 *
 * <p>Everything here listens to a run or reads its results; nothing decides.
 */
@NullMarked
package dev.jtune.report;

import org.jspecify.annotations.NullMarked;
