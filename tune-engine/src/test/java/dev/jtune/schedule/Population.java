package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.space.ParamSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trials under a scheduler that pauses and exploits, as a run would keep them; every score is given by hand. */
final class Population {
    final Scheduler scheduler;
    final Map<Integer, Config> configs = new HashMap<>();

    private Population(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    static Population of(SchedulerProvider provider, ParamSpace space, int totalTrials, int slots) {
        return new Population(provider.create(new ScheduleContext(
                List.of(Objective.of("accuracy", Mode.MAX)), 7, space, totalTrials, totalTrials, slots)));
    }

    Population add(int trial, Config config) {
        configs.put(trial, config);
        scheduler.onTrialAdd(trial, config);
        return this;
    }

    /** Report, and take over the configuration where that is the answer. */
    Decision report(int trial, double time, double accuracy) {
        Decision decision = scheduler.onResult(new Reporting(trial, configs.get(trial), time, accuracy));
        if (decision instanceof Decision.Exploit exploit) {
            configs.put(trial, exploit.config());
        }
        return decision;
    }

    Scheduler.Resumption resume() {
        Scheduler.Resumption next = scheduler.resume();
        if (next != null && next.exploit() != null) {
            configs.put(next.trial(), next.exploit().config());
        }
        return next;
    }

    void end(int trial) {
        scheduler.onTrialEnd(trial, new TrialOutcome.Completed());
    }

    private record Reporting(int trial, Config config, double time, double accuracy) implements Result {
        @Override
        public int iteration() {
            return (int) time;
        }

        @Override
        public boolean has(String metric) {
            return metrics().containsKey(metric);
        }

        @Override
        public double value(String metric) {
            return has(metric) ? ((Number) metrics().get(metric)).doubleValue() : Double.NaN;
        }

        @Override
        public Map<String, Object> metrics() {
            return Map.of("accuracy", accuracy, Metrics.TRAINING_ITERATION, time);
        }
    }
}
