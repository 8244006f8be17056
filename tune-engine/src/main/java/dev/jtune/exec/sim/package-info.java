/**
 * Simulated trials in simulated time: whole runs of many workers within milliseconds, the same at each repetition.
 *
 * <p>The run, its searcher and its scheduler are the real ones; only the code of the trials is replaced by a list of what it
 * reports and when. The package knows what {@code dev.jtune.exec} knows.
 */
@NullMarked
package dev.jtune.exec.sim;

import org.jspecify.annotations.NullMarked;
