/**
 * Backends: where the code of a trial runs.
 *
 * <p>{@link dev.jtune.exec.AttemptDriver} runs one attempt of one trial against {@link dev.jtune.exec.AttemptEvents}; a {@link
 * dev.jtune.exec.Backend} gives it a thread. Neither knows searchers, schedulers or the journal, so that the same driver can
 * run in another process.
 */
@NullMarked
package dev.jtune.exec;

import org.jspecify.annotations.NullMarked;
