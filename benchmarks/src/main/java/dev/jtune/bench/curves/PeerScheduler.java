package dev.jtune.bench.curves;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.bench.problem.Spec;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.Scheduler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler of another tuner that decides in a study of ours: in a Python process, asked at each call.
 *
 * <p>All else is that of our own methods: the configurations, the simulated clock and the workers.
 */
final class PeerScheduler implements Scheduler {
    private final Function<Map<String, ?>, Spec> peer;
    private final String name;
    private final Objective objective;
    private final Set<Integer> paused = new HashSet<>();
    private List<Cut> cuts = new ArrayList<>();

    /** Begin a run whose trials have so many steps at most; the process forgets the last one. */
    PeerScheduler(Function<Map<String, ?>, Spec> peer, String name, ScheduleContext context, long maxT) {
        this.peer = peer;
        this.name = name;
        this.objective = context.objective();
        String mode = objective.mode().name().toLowerCase(Locale.ROOT);
        ask(Map.of("begin", name, "mode", mode, "max_t", maxT, "seed", context.seed()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void onTrialAdd(int trial, Config config) {
        ask(Map.of("add", (long) trial));
    }

    @Override
    public Decision onResult(Result result) {
        double value = result.value(objective.metric());
        Object score = Double.isFinite(value) ? (Object) value : "NaN";
        long time = (long) result.value(Metrics.TRAINING_ITERATION);
        String decision = ask(Map.of("result", (long) result.trial(), "time", time, "score", score))
                .text("decision");
        return switch (decision) {
            case "CONTINUE" -> Decision.CONTINUE;
            case "PAUSE" -> {
                paused.add(result.trial());
                yield new Decision.Pause(name);
            }
            case "STOP" -> new Decision.Stop(name);
            default -> throw new IllegalStateException(name + " decides " + decision);
        };
    }

    @Override
    public void onTrialEnd(int trial, TrialOutcome outcome) {
        paused.remove(trial);
        ask(Map.of("end", (long) trial));
    }

    @Override
    public List<Cut> cuts() {
        List<Cut> due = cuts;
        cuts = new ArrayList<>();
        return due;
    }

    @Override
    public @Nullable Resumption resume() {
        List<?> next =
                paused.isEmpty() ? List.of() : ask(Map.of("resume", true)).list("resumed");
        if (next.isEmpty()) {
            return null;
        }
        int trial = ((Number) next.get(0)).intValue();
        paused.remove(trial);
        return Resumption.of(trial);
    }

    private Spec ask(Map<String, ?> question) {
        Spec answer = peer.apply(question);
        answer.list("cut").forEach(trial -> cuts.add(new Cut(((Number) trial).intValue(), name)));
        return answer;
    }
}
