package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.TrialOutcome;
import dev.jtune.schedule.Scheduler.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A run reduced to what a scheduler sees: trials that report in a random order, pause, go on and end, some of them by themselves.
 *
 * <p>It fails where the scheduler breaks its contract: a cut or resumed trial that does not wait, or one that waits for ever.
 */
final class ScheduledRun {
    private final Scheduler scheduler;
    private final Curve curve;
    private final int trials;
    private final int slots;
    private final Random random;
    private final double failures;
    private final TreeSet<Integer> running = new TreeSet<>();
    private final TreeSet<Integer> paused = new TreeSet<>();
    private final Map<Integer, Integer> iterations = new TreeMap<>();
    private final List<String> log = new ArrayList<>();
    private int begun;

    /** What a trial reports. */
    @FunctionalInterface
    interface Curve {
        double at(int trial, int iteration);
    }

    /**
     * Create a run.
     *
     * @param failures the probability that a trial ends by itself instead of reporting, or while it is paused
     */
    ScheduledRun(Scheduler scheduler, int trials, int slots, long seed, double failures, Curve curve) {
        this.scheduler = scheduler;
        this.trials = trials;
        this.slots = slots;
        this.random = new Random(seed);
        this.failures = failures;
        this.curve = curve;
    }

    /** Run to the end and return how many iterations each trial has come. */
    Map<Integer, Integer> run() {
        while (true) {
            fill();
            if (running.isEmpty()) {
                assertThat(paused).as("trials that wait for ever").isEmpty();
                return iterations;
            }
            step(pick(running));
            if (!paused.isEmpty() && random.nextDouble() < failures) {
                end(pick(paused), new TrialOutcome.Cancelled("by the user"));
            }
        }
    }

    /** Return every decision, in order. */
    List<String> log() {
        return log;
    }

    private void fill() {
        while (running.size() < slots) {
            Scheduler.Resumption resumed = scheduler.resume();
            if (resumed != null) {
                assertThat(paused.remove(resumed.trial()))
                        .as("trial %s is paused", resumed.trial())
                        .isTrue();
                running.add(resumed.trial());
                log.add("resume " + resumed.trial());
            } else if (begun < trials) {
                running.add(++begun);
                iterations.put(begun, 0);
                scheduler.onTrialAdd(begun, Config.empty());
                cut();
                if (begun == trials) {
                    scheduler.onLastTrialAdd();
                    cut();
                }
            } else {
                break;
            }
        }
    }

    private void step(int trial) {
        if (random.nextDouble() < failures) {
            end(trial, new TrialOutcome.Completed());
            return;
        }
        int iteration = iterations.merge(trial, 1, Integer::sum);
        Decision decision = scheduler.onResult(new Reported(
                trial, iteration, Map.of("accuracy", curve.at(trial, iteration), Metrics.TRAINING_ITERATION, (long)
                        iteration)));
        log.add(trial + " at " + iteration + ": " + decision);
        if (decision instanceof Decision.Stop) {
            end(trial, new TrialOutcome.Stopped("it", "said so"));
        } else if (decision instanceof Decision.Pause) {
            running.remove(trial);
            paused.add(trial);
        }
        cut();
    }

    private void end(int trial, TrialOutcome outcome) {
        assertThat(running.remove(trial) || paused.remove(trial))
                .as("trial %s had not ended", trial)
                .isTrue();
        scheduler.onTrialEnd(trial, outcome);
        cut();
    }

    private void cut() {
        for (Scheduler.Cut cut : scheduler.cuts()) {
            assertThat(paused).as("cut trials are paused").contains(cut.trial());
            log.add("cut " + cut.trial());
            end(cut.trial(), new TrialOutcome.Stopped("it", cut.reason()));
        }
    }

    private int pick(TreeSet<Integer> from) {
        return new ArrayList<>(from).get(random.nextInt(from.size()));
    }
}
