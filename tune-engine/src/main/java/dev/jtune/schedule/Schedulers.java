package dev.jtune.schedule;

import org.apiguardian.api.API;

/** The schedulers of this library, for {@code Tuner}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Schedulers {
    private Schedulers() {}

    /** Let every trial run to its own end. */
    public static SchedulerProvider fifo() {
        return context -> new FifoScheduler();
    }

    /**
     * End trials early that fall behind, by asynchronous successive halving; see {@link Asha}.
     *
     * <p>Creating the scheduler throws {@link dev.jtune.InvalidDeclarationException} (TUNE-440 to TUNE-443) if a setting is out
     * of its bounds.
     */
    public static SchedulerProvider asha(AshaSettings settings) {
        return context -> new AshaScheduler(settings, context);
    }
}
