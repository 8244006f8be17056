package dev.jtune.schedule;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Mode;
import dev.jtune.Problem;
import dev.jtune.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Ends a trial whose last results hardly differ. */
final class TrialPlateauStopper implements Stopper {
    private final TrialPlateauSettings settings;
    private final String metric;
    private final @Nullable Mode mode;
    private final Map<Integer, Deque<Double>> recent = new HashMap<>();
    private final Map<Integer, Integer> counts = new HashMap<>();

    TrialPlateauStopper(TrialPlateauSettings settings, ScheduleContext context) {
        List<Problem> problems = settings.problems(context);
        if (!problems.isEmpty()) {
            throw new InvalidDeclarationException(problems);
        }
        this.settings = settings;
        this.metric = settings.metricIn(context);
        this.mode = settings.directionIn(context);
    }

    @Override
    public @Nullable String stopTrial(Result result) {
        if (!result.has(metric)) {
            return null;
        }
        double value = result.value(metric);
        Deque<Double> window = recent.computeIfAbsent(result.trial(), trial -> new ArrayDeque<>());
        window.addLast(value);
        if (window.size() > settings.numResults()) {
            window.removeFirst();
        }
        int count = counts.merge(result.trial(), 1, Integer::sum);
        if (count < settings.gracePeriod() || window.size() < settings.numResults() || isShortOfThreshold(value)) {
            return null;
        }
        double std = Deviation.of(window);
        return std <= settings.std()
                ? metric + " spread by " + Numbers.text(std) + " over its last " + window.size() + " results"
                : null;
    }

    private boolean isShortOfThreshold(double value) {
        return mode != null && !Double.isNaN(settings.threshold()) && mode.isBetter(settings.threshold(), value);
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }

    @Override
    public Set<String> metrics() {
        return Set.of(metric);
    }
}
