package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends a trial whose last {@code patience + 1} values are all worse by more than {@code minDelta} than the best one before them; where it
 * wraps another scheduler, only if that one would end it too.
 *
 * <p>The other scheduler sees every result; a stop of its own that comes too early is dropped, and asked for again at its next decision.
 * Values that are not finite rank worst.
 *
 * <p>Source: {@code PatientPruner} of Optuna.
 */
final class PatienceScheduler implements Scheduler {
    private final PatienceSettings settings;
    private final Objective objective;
    private final @Nullable Scheduler base;
    private final Map<Integer, Past> running = new HashMap<>();

    PatienceScheduler(PatienceSettings settings, ScheduleContext context, @Nullable Scheduler base) {
        Wrong.throwIfAny(settings.problems());
        this.settings = settings;
        this.objective = context.objective();
        this.base = base;
    }

    @Override
    public String name() {
        return base == null ? "patience" : base.name() + " with patience";
    }

    @Override
    public boolean comparesTrials() {
        return base != null && base.comparesTrials();
    }

    @Override
    public Set<String> metrics() {
        return base == null ? Set.of() : base.metrics();
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        running.put(trial, new Past());
        if (base != null) {
            base.onTrialAdd(trial, config);
        }
    }

    @Override
    public void onLastTrialAdd() {
        if (base != null) {
            base.onLastTrialAdd();
        }
    }

    @Override
    public void onStandstill() {
        if (base != null) {
            base.onStandstill();
        }
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        running.remove(trial);
        if (base != null) {
            base.onTrialEnd(trial, outcome);
        }
    }

    @Override
    public List<Cut> cuts() {
        return base == null ? List.of() : base.cuts();
    }

    @Override
    public @Nullable Resumption resume() {
        return base == null ? null : base.resume();
    }

    @Override
    public Decision onResult(Result result) {
        String atEnd = atEnd(result);
        if (base == null) {
            return atEnd == null ? Decision.CONTINUE : new Decision.Stop(atEnd);
        }
        Decision decision = base.onResult(result);
        return decision instanceof Decision.Stop && atEnd == null ? Decision.CONTINUE : decision;
    }

    /** Say why patience with a trial is at its end; {@code null} where it is not. */
    private @Nullable String atEnd(Result result) {
        Past past = running.get(result.trial());
        if (past == null || !result.has(objective.metric())) {
            return null;
        }
        double ranked = -objective.mode().loss(result.value(objective.metric()));
        past.last.addLast(Double.isFinite(ranked) ? ranked : Double.NEGATIVE_INFINITY);
        if (past.last.size() > settings.patience() + 1L) {
            past.before = Math.max(past.before, past.last.removeFirst());
        }
        double best = Double.NEGATIVE_INFINITY;
        for (double value : past.last) {
            best = Math.max(best, value);
        }
        return past.before - settings.minDelta() > best
                ? "best " + objective.metric() + " of the last " + past.last.size() + " results "
                        + Numbers.text(objective.mode().loss(-best)) + ", before them "
                        + Numbers.text(objective.mode().loss(-past.before))
                : null;
    }

    /** What a running trial reported, larger values better. */
    private static final class Past {
        private final Deque<Double> last = new ArrayDeque<>();
        private double before = Double.NEGATIVE_INFINITY;
    }
}
