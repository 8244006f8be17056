/**
 * The run of a study: one state machine that takes events and gives orders.
 *
 * <p>{@link dev.jtune.run.StudySpec} says what to run. The package knows searchers, schedulers, backends and the journal
 * through their interfaces, and nothing of tests or consoles, which listen through {@link dev.jtune.run.RunListener}.
 */
@NullMarked
package dev.jtune.run;

import org.jspecify.annotations.NullMarked;
