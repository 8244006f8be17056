package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets each trial go through the same stages: it pauses, so that its state is saved, and goes on from itself with another configuration. */
final class ReplayScheduler implements Scheduler {
    private final List<PbtSchedule.Stage> stages;
    private final Map<Integer, Integer> stageOf = new LinkedHashMap<>();
    private final Map<Integer, Decision.Exploit> paused = new LinkedHashMap<>();

    ReplayScheduler(List<PbtSchedule.Stage> stages) {
        this.stages = stages;
    }

    @Override
    public String name() {
        return "PBT replay";
    }

    @Override
    public boolean comparesTrials() {
        return false;
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        stageOf.put(trial, 0);
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        stageOf.remove(trial);
        paused.remove(trial);
    }

    @Override
    public Decision onResult(Result result) {
        int trial = result.trial();
        Integer stage = stageOf.get(trial);
        if (stage == null) {
            return Decision.CONTINUE;
        }
        int due = stage;
        while (due + 1 < stages.size() && stages.get(due + 1).iteration() <= result.iteration()) {
            due++;
        }
        if (due == stage) {
            return Decision.CONTINUE;
        }
        stageOf.put(trial, due);
        String reason = "stage " + (due + 1) + " of " + stages.size() + " begins after iteration " + result.iteration();
        paused.put(trial, new Decision.Exploit(trial, stages.get(due).config(), reason));
        return new Decision.Pause(reason);
    }

    @Override
    public @Nullable Resumption resume() {
        if (paused.isEmpty()) {
            return null;
        }
        int trial = paused.keySet().iterator().next();
        return new Resumption(trial, paused.remove(trial));
    }
}
