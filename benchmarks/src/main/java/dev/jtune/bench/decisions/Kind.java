package dev.jtune.bench.decisions;

import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.HyperBandOrder;
import dev.jtune.schedule.HyperBandSettings;
import dev.jtune.schedule.MedianStoppingSettings;
import dev.jtune.schedule.PbtSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;

/** A scheduler that both have. */
enum Kind {
    ASHA("ASHA", "asha"),
    HYPER_BAND("HyperBand, smallest bracket first", "hyperband"),
    HYPER_BAND_LARGEST_FIRST("HyperBand, largest bracket first", "bohb"),
    MEDIAN("median stopping", "median"),
    PBT("PBT", "pbt");

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
        return this == HYPER_BAND || this == HYPER_BAND_LARGEST_FIRST;
    }

    /** Return ours with a scenario's settings. */
    SchedulerProvider own(Scenario scenario) {
        long maxT = scenario.setting("max_t");
        int factor = (int) scenario.setting("reduction_factor");
        boolean stopLast = scenario.isOn("stop_last_trials");
        return switch (this) {
            case ASHA ->
                Schedulers.asha(AshaSettings.DEFAULT
                        .maxT(maxT)
                        .gracePeriod(scenario.setting("grace_period"))
                        .reductionFactor(factor)
                        .brackets(1)
                        .stopLastTrials(stopLast));
            case HYPER_BAND, HYPER_BAND_LARGEST_FIRST ->
                Schedulers.hyperBand(HyperBandSettings.DEFAULT
                        .maxT(maxT)
                        .reductionFactor(factor)
                        .order(this == HYPER_BAND ? HyperBandOrder.SMALLEST_FIRST : HyperBandOrder.LARGEST_FIRST)
                        .stopLastTrials(stopLast));
            case MEDIAN ->
                Schedulers.medianStopping(MedianStoppingSettings.DEFAULT
                        .gracePeriod(scenario.setting("grace_period"))
                        .minSamples((int) scenario.setting("min_samples_required")));
            case PBT ->
                Schedulers.pbt(PbtSettings.every(scenario.setting("perturbation_interval"))
                        .burnIn(scenario.setting("burn_in_period"))
                        .quantileFraction(scenario.share("quantile_fraction")));
        };
    }
}
