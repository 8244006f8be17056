package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The median stopping rule.
 *
 * <p>Each time at which a trial came farther than any before it is a level. A trial that passes one is judged there: it ends if its best
 * value so far is strictly worse than the median of the means, over the values since the grace period, of all other trials that came as
 * far, at least {@code minSamples}. Where all report at the same times, which iterations are, a level is at each of them.
 *
 * <p>A value that is not finite is in no mean; a trial without a finite one ranks worst. A result that is not later than the one before
 * counts for the best value only; one without metric or time changes nothing.
 *
 * <p>Source: D. Golovin et al., Google Vizier, KDD 2017; the variant of Ray Tune, which compares with running trials too.
 */
final class MedianStoppingScheduler implements Scheduler {
    private final MedianStoppingSettings settings;
    private final Objective objective;
    private final TreeMap<Double, Rung> levels = new TreeMap<>();
    private final Map<Integer, Past> running = new HashMap<>();

    MedianStoppingScheduler(MedianStoppingSettings settings, ScheduleContext context) {
        Wrong.throwIfAny(settings.problems());
        this.settings = settings;
        this.objective = context.objective();
    }

    @Override
    public String name() {
        return "median stopping";
    }

    @Override
    public Set<String> metrics() {
        return Set.of(settings.timeAttr());
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        running.put(trial, new Past());
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        running.remove(trial);
    }

    @Override
    public Decision onResult(Result result) {
        Past past = running.get(result.trial());
        if (past == null || !result.has(objective.metric()) || !result.has(settings.timeAttr())) {
            return Decision.CONTINUE;
        }
        double time = result.value(settings.timeAttr());
        double ranked = -objective.mode().loss(result.value(objective.metric()));
        boolean finite = Double.isFinite(ranked);
        past.best = finite ? Math.max(past.best, ranked) : past.best;
        if (!(time > past.latest)) {
            return Decision.CONTINUE;
        }
        Decision decision = time >= settings.gracePeriod() ? judge(past, time) : Decision.CONTINUE;
        past.pass(levels.subMap(past.latest, false, time, false));
        past.latest = time;
        if (time >= settings.gracePeriod()) {
            past.count++;
            past.finite += finite ? 1 : 0;
            past.sum += finite ? ranked : 0;
            past.pass(levels.subMap(time, true, time, true));
        }
        return decision;
    }

    private Decision judge(Past past, double time) {
        if (levels.isEmpty() || time > levels.lastKey()) {
            levels.put(time, new Rung(2));
            return Decision.CONTINUE;
        }
        Map.Entry<Double, Rung> level = levels.floorEntry(time);
        if (level == null || level.getKey() <= past.latest) {
            return Decision.CONTINUE;
        }
        int others = level.getValue().size();
        double median = level.getValue().quantile();
        if (others < settings.minSamples() || !(past.best < median)) {
            return Decision.CONTINUE;
        }
        double best = objective.mode().loss(-past.best);
        double shown = objective.mode().loss(-median);
        return new Decision.Stop("best " + Numbers.text(best, shown) + " until " + settings.timeAttr() + " "
                + Numbers.text(time) + ", median " + Numbers.text(shown, best) + " of the means of " + others);
    }

    /** What a running trial reported, larger values better. */
    private static final class Past {
        private double best = Double.NEGATIVE_INFINITY;
        private double latest = Double.NEGATIVE_INFINITY;
        private int count;
        private int finite;
        private double sum;

        /** Leave the mean at levels that are passed; nothing before the grace period. */
        private void pass(Map<Double, Rung> passed) {
            if (count > 0) {
                double mean = finite == 0 ? Double.NaN : sum / finite;
                passed.values().forEach(level -> level.add(mean));
            }
        }
    }
}
