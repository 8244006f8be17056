/**
 * The page of a run while it goes on: served to this machine only, by a small HTTP server in the JVM of the run.
 *
 * <p>It listens to the run, reads its journal as the report does, and steers by {@link dev.jtune.run.RunControl} alone.
 */
@NullMarked
package dev.jtune.report.live;

import org.jspecify.annotations.NullMarked;
