package dev.jtune.bench.crash;

import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.HyperBandSettings;
import dev.jtune.schedule.PbtSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;

/** What is interrupted: runs that stop, pause, resume and exploit trials. */
@SuppressWarnings("ImmutableEnumChecker") // a provider is a function without state
enum Experiment {
    FIFO(Schedulers.fifo(), 10),
    ASHA(Schedulers.asha(AshaSettings.DEFAULT.maxT(27).reductionFactor(3)), 27),
    HYPERBAND(Schedulers.hyperBand(HyperBandSettings.DEFAULT.maxT(9)), 9),
    PBT(Schedulers.pbt(PbtSettings.every(3)), 10);

    static final int TRIALS = 200;

    private final SchedulerProvider scheduler;
    private final int steps;

    Experiment(SchedulerProvider scheduler, int steps) {
        this.scheduler = scheduler;
        this.steps = steps;
    }

    SchedulerProvider scheduler() {
        return scheduler;
    }

    int steps() {
        return steps;
    }
}
