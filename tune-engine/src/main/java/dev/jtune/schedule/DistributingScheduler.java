package dev.jtune.schedule;

import dev.jtune.Config;
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
 * Divides the slots of a run evenly among the trials that may still run; another scheduler decides which do.
 *
 * <p>The trials that may run are those that do, those that are paused, and those that are yet to come. As all shares are rounded down, they
 * fit beside each other. A trial with another share than it is due pauses, and goes on at once with that.
 *
 * <p>Source: {@code ResourceChangingScheduler} with {@code DistributeResources} of Ray Tune.
 */
final class DistributingScheduler implements Scheduler {
    private final Scheduler base;
    private final ScheduleContext context;
    /** The trials that have not ended, with the share of each. */
    private final Map<Integer, Integer> shares = new HashMap<>();

    private final Deque<Integer> changing = new ArrayDeque<>();
    private int added;
    private boolean last;

    DistributingScheduler(Scheduler base, ScheduleContext context) {
        this.base = base;
        this.context = context;
    }

    @Override
    public String name() {
        return base.name() + ", resources distributed";
    }

    @Override
    public Set<String> metrics() {
        return base.metrics();
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        shares.put(trial, 1);
        added = Math.max(added, trial);
        base.onTrialAdd(trial, config);
    }

    @Override
    public void onLastTrialAdd() {
        last = true;
        base.onLastTrialAdd();
    }

    @Override
    public void onStandstill() {
        base.onStandstill();
    }

    @Override
    public Decision onResult(Result result) {
        int trial = result.trial();
        Decision decision = base.onResult(result);
        Integer share = shares.get(trial);
        boolean goesOn = decision instanceof Decision.Continue
                || decision instanceof Decision.Advance
                || decision instanceof Decision.Save;
        int due = due();
        if (!goesOn || share == null || share == due) {
            return decision;
        }
        changing.add(trial);
        return new Decision.Pause(
                "holds " + share + " of " + context.slots() + " slots, and " + due + " when it goes on");
    }

    /** Return how many slots each trial may hold now. */
    private int due() {
        int slots = context.slots();
        if (slots == Integer.MAX_VALUE) {
            return 1;
        }
        long yetToCome = last ? 0 : Math.max(0, (long) context.totalTrials() - added);
        return (int) Math.max(1, slots / Math.min(slots, Math.max(1, shares.size() + yetToCome)));
    }

    @Override
    public @Nullable Resumption resume() {
        Integer trial = changing.poll();
        Resumption next = trial == null ? base.resume() : Resumption.of(trial);
        if (next == null) {
            return null;
        }
        int due = due();
        shares.put(next.trial(), due);
        return new Resumption(next.trial(), next.exploit(), due);
    }

    @Override
    public List<Cut> cuts() {
        return base.cuts();
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        shares.remove(trial);
        changing.remove(trial);
        base.onTrialEnd(trial, outcome);
    }
}
