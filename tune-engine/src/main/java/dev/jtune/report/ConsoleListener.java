package dev.jtune.report;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultConstraint;
import dev.jtune.ResultGrid;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.exec.Ticker;
import dev.jtune.gate.ThresholdGate;
import dev.jtune.run.RunListener;
import dev.jtune.run.StudySpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells on the console how a study goes: lines are only ever appended, so that a terminal, an IDE and a CI log show the same.
 *
 * <p>A header with the resolved domains, a line for each improvement, a heartbeat when nothing was said for a while, the first error
 * of each kind, and one block at the end.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConsoleListener implements RunListener {
    /** How much is printed: the end block only, improvements and heartbeats, or every trial. */
    public enum Verbosity {
        QUIET,
        NORMAL,
        EACH_TRIAL;

        /** Return the verbosity of a level: 0, 1 or 2. */
        public static Verbosity ofLevel(int level) {
            return level <= 0 ? QUIET : level == 1 ? NORMAL : EACH_TRIAL;
        }
    }

    private static final int NUMBER_WIDTH = 6;
    private static final int SCORE_WIDTH = 11;
    /** Trials of a front that the end block lists. */
    private static final int SHOWN = 10;

    private static final double HEARTBEAT_SECONDS = 10;
    private static final String PREFIX = "[tune] ";

    private final String study;
    private final Verbosity verbosity;
    private final Ticker ticker;
    private final Consumer<String> out;
    private final List<String> next;
    private final Set<String> causes = new HashSet<>();
    private @Nullable StudyStarted start;
    private long startNanos;
    private long lastLineNanos;
    private double busySeconds;
    private int done;
    private int stopped;
    private int failed;
    private int infeasible;
    private Front front = new Front(List.of());
    private final Map<Config, List<TrialResult>> repeats = new HashMap<>();

    /**
     * Create a listener for one run.
     *
     * @param study the study as people know it: {@code DigitsTest.network}
     * @param next lines that say what to do next, printed at the end; {@code {best}} becomes the best trial's number
     * @param out takes one line at a time
     */
    public ConsoleListener(String study, Verbosity verbosity, Ticker ticker, List<String> next, Consumer<String> out) {
        this.study = study;
        this.verbosity = verbosity;
        this.ticker = ticker;
        this.next = List.copyOf(next);
        this.out = out;
    }

    private void line(String text) {
        out.accept(PREFIX + text.stripTrailing());
        lastLineNanos = ticker.nanos();
    }

    @Override
    public void studyStarted(StudyStarted event) {
        start = event;
        startNanos = ticker.nanos();
        lastLineNanos = startNanos;
        front = new Front(event.spec().objectives());
        event.finished().forEach(this::count);
        if (verbosity == Verbosity.QUIET) {
            return;
        }
        StudySpec spec = event.spec();
        String scheduler = event.scheduler().equals("FIFO") ? "" : " with " + event.scheduler();
        line(study + ": " + goals(spec.objectives()) + ", "
                + event.totalTrials() + (event.totalTrials() == 1 ? " trial, " : " trials, ") + event.searcher()
                + scheduler + ", "
                + event.concurrency()
                + (spec.search().deterministic() ? " at a time, deterministic, seed " : " at a time, seed ")
                + spec.seed());
        if (!spec.resultConstraints().isEmpty()) {
            line("  keeping "
                    + spec.resultConstraints().stream()
                            .map(ResultConstraint::toString)
                            .collect(Collectors.joining(", ")));
        }
        if (!event.earlier().isEmpty()) {
            line("  warm start with " + event.earlier());
        }
        if (event.resumed()) {
            line("  resumed: " + done + " of " + event.totalTrials() + " trials already done" + incumbents());
        }
        spec.space().describe().lines().forEach(domain -> line("  " + domain));
    }

    @Override
    public void trialEnded(TrialResult trial) {
        busySeconds += trial.duration().toNanos() / 1e9;
        if (trial.outcome() instanceof TrialOutcome.Failed failure) {
            tellOnce(trial, failure.cause());
        }
        Optional<TrialResult> improvement = count(trial);
        if (verbosity == Verbosity.EACH_TRIAL) {
            tell(trial);
        } else if (verbosity == Verbosity.NORMAL && improvement.isPresent()) {
            tell(improvement.get());
        } else if (verbosity == Verbosity.NORMAL && (ticker.nanos() - lastLineNanos) / 1e9 >= HEARTBEAT_SECONDS) {
            heartbeat();
        }
    }

    @Override
    public void trialExploited(int trial, int from, Config config, String reason) {
        if (verbosity == Verbosity.EACH_TRIAL) {
            line(padded("#" + trial, NUMBER_WIDTH) + "takes over from #" + from + ": " + reason + "  " + config);
        }
    }

    /** Count a trial that ended; return what is to be shown of it if it is among the best so far. */
    private Optional<TrialResult> count(TrialResult trial) {
        done++;
        if (trial.outcome().isStoppedEarly()) {
            stopped++;
        } else if (trial.outcome() instanceof TrialOutcome.Infeasible) {
            infeasible++;
        } else if (trial.outcome() instanceof TrialOutcome.Failed) {
            failed++;
        }
        return evaluated(trial).filter(front::add);
    }

    private void tell(TrialResult trial) {
        line(padded("#" + trial.number(), NUMBER_WIDTH)
                + padded(scores(trial, front.objectives()) + " ", SCORE_WIDTH)
                + trial.config()
                + (trial.by().isEmpty() ? "" : "  by " + trial.by())
                + ending(trial));
    }

    /** Return the trial, where a configuration has several the mean of them once all have ended. */
    private Optional<TrialResult> evaluated(TrialResult trial) {
        StudyStarted started = start;
        int times = started == null ? 1 : started.spec().search().repeats();
        if (times == 1 || started == null) {
            return Optional.of(trial);
        }
        List<TrialResult> trials = repeats.computeIfAbsent(trial.config(), config -> new ArrayList<>());
        trials.add(trial);
        return trials.size() < times
                ? Optional.empty()
                : new ResultGrid(
                                study,
                                started.spec().objectives(),
                                trials,
                                started.spec().resultConstraints(),
                                true,
                                OptionalInt.empty())
                        .bestOrEmpty();
    }

    private static String goals(List<Objective> objectives) {
        return objectives.stream()
                .map(objective -> (objective.mode() == Mode.MAX ? "maximise " : "minimise ") + objective.metric())
                .collect(Collectors.joining(", "));
    }

    /** Return the scores of a trial, each beside its metric where there are several. */
    private static String scores(TrialResult trial, List<Objective> objectives) {
        if (objectives.size() <= 1) {
            return score(trial.score());
        }
        return objectives.stream()
                .map(objective -> objective.metric() + " " + score(trial.score(objective)))
                .collect(Collectors.joining("  "));
    }

    private static String score(double score) {
        return Double.isNaN(score) ? "-" : ThresholdGate.shown(score);
    }

    private static String ending(TrialResult trial) {
        if (trial.outcome() instanceof TrialOutcome.Stopped stop) {
            return stop.isAtMaxT()
                    ? "  (ran to maxT of " + stop.by() + ", " + trial.iterations() + ")"
                    : "  (stopped by " + stop.by() + " after " + trial.iterations() + ")";
        }
        if (trial.outcome() instanceof TrialOutcome.Failed) {
            return "  (failed)";
        }
        return trial.isFeasible() ? "" : "  (breaks a constraint)";
    }

    /** An error is shown in full once, in one line; more of the same are counted. */
    private void tellOnce(TrialResult trial, Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0].getFileName() + ":" + trace[0].getLineNumber();
        if (verbosity != Verbosity.QUIET && causes.add(cause.getClass().getName() + place)) {
            line("#" + trial.number() + " failed: " + firstLine(cause) + place + "  " + trial.config());
        }
    }

    private static String firstLine(Throwable cause) {
        try {
            return cause.toString().lines().findFirst().orElse(cause.getClass().getName());
        } catch (RuntimeException e) {
            return cause.getClass().getName();
        }
    }

    private void heartbeat() {
        StudyStarted started = start;
        if (started == null) {
            return;
        }
        double elapsed = (ticker.nanos() - startNanos) / 1e9;
        double left = elapsed / done * (started.totalTrials() - done);
        line(done + "/" + started.totalTrials() + incumbents()
                + "  " + stopped + " stopped  " + failed + " failed  " + seconds(elapsed) + ", about " + seconds(left)
                + " left");
    }

    private String incumbents() {
        List<TrialResult> trials = front.trials();
        if (trials.isEmpty()) {
            return "";
        }
        TrialResult first = trials.get(0);
        return front.objectives().size() > 1
                ? "  front of " + trials.size()
                : "  best " + score(first.score()) + " (#" + first.number() + ")";
    }

    @Override
    public void studyEnded(ResultGrid results) {
        StudyStarted started = start;
        double elapsed = (ticker.nanos() - startNanos) / 1e9;
        int complete = done - stopped - failed - infeasible;
        String busy = started == null || elapsed <= 0
                ? ""
                : ", slots busy " + Math.round(Math.min(100, 100 * busySeconds / (elapsed * started.concurrency())))
                        + " %";
        line(study + " done: " + results.size() + (results.size() == 1 ? " trial in " : " trials in ")
                + seconds(elapsed) + " ("
                + complete + " complete, " + stopped + " stopped, " + failed + " failed"
                + (infeasible > 0 ? ", " + infeasible + " infeasible" : "") + ")" + busy);
        if (results.objectives().size() > 1) {
            tellFront(results);
        } else {
            tellBest(results);
        }
        if (started != null) {
            String importance =
                    ImportanceReport.of(started.spec().space(), results).line();
            if (!importance.isEmpty()) {
                line(importance);
            }
        }
        String bestNumber = results.bestOrEmpty()
                .map(winner -> Integer.toString(winner.number()))
                .orElse("1");
        next.forEach(text -> line(text.replace("{best}", bestNumber)));
    }

    private void tellBest(ResultGrid results) {
        String metric = results.objectives().get(0).metric();
        Optional<TrialResult> best = results.bestOrEmpty();
        Optional<TrialResult> observed = results.bestObserved();
        if (best.isEmpty() || observed.isEmpty()) {
            line("best: none, " + nothing(results));
            return;
        }
        String mean = repeats.isEmpty() ? "" : "mean ";
        boolean byModel = best.get().number() != observed.get().number();
        line("best" + (byModel ? " by the model: #" : ": #") + shown(best.get(), mean + metric));
        if (byModel) {
            line("best score:        #" + shown(observed.get(), mean + metric));
        }
    }

    private static String shown(TrialResult trial, String metric) {
        return trial.number() + " " + metric + " " + score(trial.score()) + "  " + trial.config();
    }

    /** The front from the best by the first objective to the worst. */
    private void tellFront(ResultGrid results) {
        List<TrialResult> trials = results.paretoFront();
        if (trials.isEmpty()) {
            line("front: empty, " + nothing(results));
            return;
        }
        line("front: " + trials.size() + (trials.size() == 1 ? " trial" : " trials") + ", hypervolume "
                + Math.round(1000 * results.normalizedHypervolume()) / 10.0
                + " % of the box from the worst scores to the best");
        trials.stream()
                .sorted(Comparator.comparing(
                        TrialResult::score, results.objectives().get(0).bestFirst()))
                .limit(SHOWN)
                .forEach(trial -> line("  " + padded("#" + trial.number(), NUMBER_WIDTH)
                        + scores(trial, results.objectives()) + "  " + trial.config()));
        if (trials.size() > SHOWN) {
            line("  and " + (trials.size() - SHOWN) + " more: trial/front in trials.csv");
        }
    }

    private static String nothing(ResultGrid results) {
        return results.ranking().stream()
                .findFirst()
                .filter(trial -> !trial.isFeasible())
                .map(results::infeasible)
                .orElse(
                        results.objectives().size() > 1
                                ? "no trial has a finite score in every objective"
                                : "no trial has a finite "
                                        + results.objectives().get(0).metric());
    }

    // No format strings: the first one in a JVM takes longer than many a study.

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static String seconds(double seconds) {
        if (seconds < 9.95) {
            return Math.round(seconds * 10) / 10.0 + " s";
        }
        long whole = Math.round(seconds);
        return whole < 120 ? whole + " s" : whole / 60 + " min " + (whole % 60 < 10 ? "0" : "") + whole % 60 + " s";
    }
}
