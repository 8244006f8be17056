/**
 * Schedulers and stoppers: whether a trial goes on.
 *
 * <p>They see results and answer with decisions; they know no threads, tests or files. {@link
 * dev.jtune.schedule.ScheduleWith} and {@link dev.jtune.schedule.StopWith} plug them in by annotation.
 */
@NullMarked
package dev.jtune.schedule;

import org.jspecify.annotations.NullMarked;
