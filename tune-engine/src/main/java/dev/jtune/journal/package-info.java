/**
 * The journal: every event of a run, in the order in which it happened, and nothing that is not needed to rebuild the run.
 *
 * <p>Events are records; a file holds one JSON object a line with a checksum. The package knows neither who writes nor who reads.
 */
@NullMarked
package dev.jtune.journal;

import org.jspecify.annotations.NullMarked;
