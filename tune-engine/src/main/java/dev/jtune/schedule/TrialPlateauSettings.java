package dev.jtune.schedule;

import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * When a trial counts as standing still; those of {@link #DEFAULT} are Ray Tune's.
 *
 * @param metric the metric to watch; {@code null} for the study's first
 * @param std the trial ends if the last results spread by at most this standard deviation; at least 0
 * @param numResults how many results are looked at; at least 2
 * @param gracePeriod results before the first decision; at least 0
 * @param threshold the trial ends only where the metric is as good as this, in its mode; {@code NaN} for no such condition
 * @param mode the metric's mode, for the threshold; {@code null} for that of the study's objective on the metric
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TrialPlateauSettings(
        @Nullable String metric,
        double std,
        int numResults,
        int gracePeriod,
        double threshold,
        @Nullable Mode mode) {

    /** The study's first metric, a standard deviation of 0.01 over 4 results, after 4 results, without threshold. */
    public static final TrialPlateauSettings DEFAULT = new TrialPlateauSettings(null, 0.01, 4, 4, Double.NaN, null);

    /** Return everything that is wrong with the settings. */
    List<Problem> problems(ScheduleContext context) {
        List<Problem> problems = new ArrayList<>();
        String place = "trial plateau";
        if (!(std >= 0) || Double.isInfinite(std)) {
            problems.add(Problem.of("TUNE-447", place, "std must be a finite number of at least 0, was " + std));
        }
        if (numResults < 2) {
            problems.add(Problem.of("TUNE-447", place, "numResults must be at least 2, was " + numResults));
        }
        if (gracePeriod < 0) {
            problems.add(Problem.of("TUNE-447", place, "gracePeriod must be at least 0, was " + gracePeriod));
        }
        if (!Double.isNaN(threshold) && directionIn(context) == null) {
            problems.add(new Problem(
                    "TUNE-449",
                    place,
                    "a threshold needs the direction in which " + metricIn(context) + " is better",
                    "give mode, as the metric is none of the study's"));
        }
        return problems;
    }

    String metricIn(ScheduleContext context) {
        return metric == null ? context.objective().metric() : metric;
    }

    @Nullable
    Mode directionIn(ScheduleContext context) {
        if (mode != null) {
            return mode;
        }
        return context.objectives().stream()
                .filter(objective -> objective.metric().equals(metricIn(context)))
                .map(Objective::mode)
                .findFirst()
                .orElse(null);
    }
}
