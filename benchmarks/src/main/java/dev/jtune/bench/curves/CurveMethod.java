package dev.jtune.bench.curves;

import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.AshaVariant;
import dev.jtune.schedule.DehbSettings;
import dev.jtune.schedule.HyperBandSettings;
import dev.jtune.schedule.PashaSettings;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A scheduler and a searcher, as users would name them: with their default settings.
 *
 * @param name as it stands in tables
 * @param searcher what suggests configurations, for a longest run of so many steps
 * @param scheduler what decides which trials go on, for a longest run of so many steps
 */
record CurveMethod(String name, LongFunction<SearcherProvider> searcher, LongFunction<SchedulerProvider> scheduler) {
    static final CurveMethod RANDOM =
            new CurveMethod("tune-random", maxT -> Searchers.random(), maxT -> Schedulers.fifo());
    static final CurveMethod ASHA = new CurveMethod(
            "tune-asha", maxT -> Searchers.random(), maxT -> Schedulers.asha(AshaSettings.DEFAULT.maxT(maxT)));

    /** All that the benchmark knows. */
    static final List<CurveMethod> ALL = List.of(
            RANDOM,
            ASHA,
            new CurveMethod(
                    "tune-asha-as-ray",
                    maxT -> Searchers.random(),
                    maxT -> Schedulers.asha(
                            AshaSettings.DEFAULT.maxT(maxT).reductionFactor(4).brackets(1))),
            new CurveMethod(
                    "tune-asha-promotion",
                    maxT -> Searchers.random(),
                    maxT -> Schedulers.asha(AshaSettings.DEFAULT.maxT(maxT).variant(AshaVariant.PROMOTION))),
            new CurveMethod(
                    "tune-pasha",
                    maxT -> Searchers.random(),
                    maxT -> Schedulers.pasha(PashaSettings.DEFAULT.maxT(maxT))),
            new CurveMethod(
                    "tune-hyperband",
                    maxT -> Searchers.random(),
                    maxT -> Schedulers.hyperBand(HyperBandSettings.DEFAULT.maxT(maxT))),
            new CurveMethod(
                    "tune-bohb",
                    maxT -> Searchers.bohb(),
                    maxT -> Schedulers.hyperBand(HyperBandSettings.DEFAULT.maxT(maxT))),
            new CurveMethod(
                    "tune-dehb",
                    maxT -> Searchers.dehb(maxT, 1, DehbSettings.DEFAULT.reductionFactor()),
                    maxT -> Schedulers.dehb(DehbSettings.DEFAULT.maxT(maxT))),
            new CurveMethod("tune-asha-auto", maxT -> Searchers.auto(), ASHA.scheduler()),
            new CurveMethod("tune-asha-tpe", maxT -> Searchers.tpe(), ASHA.scheduler()));
}
