package dev.jtune.schedule;

import org.apiguardian.api.API;

/** Makes a stopper of a study. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface StopperProvider {
    /** Create a stopper for one run. */
    Stopper create(ScheduleContext context);
}
