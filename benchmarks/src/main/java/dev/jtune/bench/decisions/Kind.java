package dev.jtune.bench.decisions;

import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.HyperBandOrder;
import dev.jtune.schedule.HyperBandSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;

/** A scheduler that both have. */
enum Kind {
    ASHA("ASHA", "asha"),
    HYPER_BAND("HyperBand, smallest bracket first", "hyperband"),
    HYPER_BAND_LARGEST_FIRST("HyperBand, largest bracket first", "bohb");

    private final String text;
    private final String ray;

    Kind(String text, String ray) {
        this.text = text;
        this.ray = ray;
    }

    String text() {
        return text;
    }

    /** Return its name in {@code ray_schedulers.py}. */
    String ray() {
        return ray;
    }

    boolean hasBrackets() {
        return this != ASHA;
    }

    /** Return ours with a scenario's settings. */
    SchedulerProvider own(Scenario scenario) {
        long maxT = scenario.setting("max_t");
        int factor = (int) scenario.setting("reduction_factor");
        boolean stopLast = scenario.isOn("stop_last_trials");
        return switch (this) {
            case ASHA -> Schedulers.asha(AshaSettings.DEFAULT
                    .maxT(maxT)
                    .gracePeriod(scenario.setting("grace_period"))
                    .reductionFactor(factor)
                    .stopLastTrials(stopLast));
            case HYPER_BAND, HYPER_BAND_LARGEST_FIRST -> Schedulers.hyperBand(HyperBandSettings.DEFAULT
                    .maxT(maxT)
                    .reductionFactor(factor)
                    .order(this == HYPER_BAND ? HyperBandOrder.SMALLEST_FIRST : HyperBandOrder.LARGEST_FIRST)
                    .stopLastTrials(stopLast));
        };
    }
}
