package dev.jtune.schedule;

import org.apiguardian.api.API;

/** Makes a scheduler of a study. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface SchedulerProvider {
    /** Create a scheduler for one run. */
    Scheduler create(ScheduleContext context);
}
