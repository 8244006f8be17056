package dev.jtune.bench.decisions;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.ScheduleContext;
import dev.jtune.schedule.Scheduler;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A scheduler of ours fed with a scenario, in the same way as {@code ray_schedulers.py} feeds Ray's. */
final class OwnRun {
    private static final String METRIC = "score";
    private static final ParamSpace SPACE = ParamSpace.parse("x = uniform(0, 1)");
    private static final Config CONFIG = Config.of(Map.of("x", 0.5));

    private final Scenario scenario;
    private final Scheduler scheduler;
    private final TreeSet<Integer> running = new TreeSet<>();
    private final int[] told;

    private OwnRun(Scenario scenario, SchedulerProvider provider) {
        this.scenario = scenario;
        this.scheduler = provider.create(
                new ScheduleContext(List.of(Objective.of(METRIC, scenario.mode())), 1, SPACE, Integer.MAX_VALUE));
        this.told = new int[scenario.trials().size() + 1];
    }

    static List<Event> events(Scenario scenario, SchedulerProvider provider) {
        return new OwnRun(scenario, provider).run();
    }

    private List<Event> run() {
        for (int trial = 1; trial < told.length; trial++) {
            scheduler.onTrialAdd(trial, CONFIG);
            running.add(trial);
        }
        scheduler.onLastTrialAdd();
        List<Event> events = new ArrayList<>();
        for (int pick : scenario.picks()) {
            if (running.isEmpty()) {
                break;
            }
            Event event = step(List.copyOf(running).get(pick % running.size()));
            events.add(event);
            if (event.decision().equals("EXPLOIT")) {
                break;
            }
        }
        return events;
    }

    private Event step(int trial) {
        String decision = decide(trial, scenario.trials().get(trial - 1), told[trial]++);
        List<Integer> cut = new ArrayList<>();
        for (List<Scheduler.Cut> due = scheduler.cuts(); !due.isEmpty(); due = scheduler.cuts()) {
            for (Scheduler.Cut next : due) {
                cut.add(next.trial());
                scheduler.onTrialEnd(next.trial(), new TrialOutcome.Stopped("", next.reason()));
            }
        }
        List<Integer> resumed = new ArrayList<>();
        for (Scheduler.Resumption next = scheduler.resume(); next != null; next = scheduler.resume()) {
            resumed.add(next.trial());
            running.add(next.trial());
        }
        return new Event(trial, decision, cut, resumed);
    }

    private String decide(int trial, Scenario.Script script, int at) {
        if (at == script.times().length) {
            end(trial);
            return "ERROR";
        }
        Decision decision = scheduler.onResult(new Reported(trial, at + 1, script.times()[at], script.values()[at]));
        if (decision instanceof Decision.Stop) {
            end(trial);
            return "STOP";
        }
        if (decision instanceof Decision.Pause) {
            running.remove(trial);
            return "PAUSE";
        }
        return decision instanceof Decision.Save
                ? "SAVE"
                : decision instanceof Decision.Exploit ? "EXPLOIT" : "CONTINUE";
    }

    private void end(int trial) {
        running.remove(trial);
        scheduler.onTrialEnd(trial, new TrialOutcome.Infeasible(""));
    }

    /** A result with a time of its own. */
    private record Reported(int trial, int iteration, long time, double score) implements Result {
        @Override
        public Config config() {
            return CONFIG;
        }

        @Override
        public boolean has(String metric) {
            return metrics().containsKey(metric);
        }

        @Override
        public double value(String metric) {
            return metric.equals(METRIC) ? score : metric.equals(Metrics.TRAINING_ITERATION) ? time : Double.NaN;
        }

        @Override
        public Map<String, Object> metrics() {
            return Map.of(METRIC, score, Metrics.TRAINING_ITERATION, time);
        }
    }
}
