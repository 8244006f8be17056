package dev.jtune.run;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.ResourceRequest;
import dev.jtune.ResultConstraint;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.TrialState;
import dev.jtune.exec.AttemptEvents.Report;
import dev.jtune.search.Searcher.Suggestion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A trial while its run lasts; the run's lock guards it. */
final class LiveTrial {
    /** Every change of state that there is; a trial that starts again goes from RUNNING to PENDING. */
    private static final Map<TrialState, Set<TrialState>> TRANSITIONS = new EnumMap<>(Map.of(
            TrialState.PENDING, EnumSet.of(TrialState.RUNNING, TrialState.TERMINATED, TrialState.ERROR),
            TrialState.RUNNING, EnumSet.of(TrialState.PENDING, TrialState.TERMINATED, TrialState.ERROR),
            TrialState.PAUSED, EnumSet.noneOf(TrialState.class),
            TrialState.TERMINATED, EnumSet.noneOf(TrialState.class),
            TrialState.ERROR, EnumSet.noneOf(TrialState.class)));

    private final int number;
    private final Config config;
    private final String by;
    private final long seed;
    private final String study;
    private final Path studyDirectory;
    private final ReportedResult.TrialFacts facts;
    private final List<ReportedResult> results = new ArrayList<>(1);
    private final Objective.Score[] scores;
    private final List<ResultConstraint> constraints;
    private final KeptCheckpoints checkpoints;
    private TrialState state = TrialState.PENDING;
    private ResourceRequest resources = ResourceRequest.ONE_CPU;
    private int attempt;
    private long startNanos;
    private long endNanos;
    private @Nullable TrialOutcome decided;
    private @Nullable TrialOutcome outcome;

    LiveTrial(int number, Suggestion.Try suggested, StudySpec spec, Path studyDirectory) {
        this.number = number;
        this.config = suggested.config();
        this.by = suggested.by();
        this.seed = Seeds.ofTrial(spec.seed(), number);
        this.study = spec.name();
        this.studyDirectory = studyDirectory;
        this.facts = new ReportedResult.TrialFacts(number, number + "-" + config.shortDigest(), config);
        this.scores = spec.objectives().stream().map(Objective::newScore).toArray(Objective.Score[]::new);
        this.constraints = spec.resultConstraints();
        this.checkpoints = new KeptCheckpoints(spec.checkpoints());
    }

    int number() {
        return number;
    }

    Config config() {
        return config;
    }

    long seed() {
        return seed;
    }

    String id() {
        return facts.id();
    }

    String name() {
        return TrialNames.name(study, number);
    }

    Path directory() {
        return TrialNames.directory(studyDirectory, number);
    }

    int attempt() {
        return attempt;
    }

    ResourceRequest resources() {
        return resources;
    }

    void request(ResourceRequest request) {
        resources = request;
    }

    KeptCheckpoints checkpoints() {
        return checkpoints;
    }

    boolean isRunning() {
        return state == TrialState.RUNNING;
    }

    private void moveTo(TrialState next) {
        Set<TrialState> allowed = TRANSITIONS.get(state);
        if (allowed == null || !allowed.contains(next)) {
            throw new IllegalStateException("trial " + number + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    /** Begin the next attempt; tell whether it is the first. */
    boolean begin(long nanos) {
        moveTo(TrialState.RUNNING);
        attempt++;
        if (attempt == 1) {
            startNanos = nanos;
        }
        return attempt == 1;
    }

    /** Wait for another attempt. */
    void again() {
        moveTo(TrialState.PENDING);
    }

    /** Decide how the trial ends, once its code obeys; the first decision holds, and none that comes after the last result. */
    void decide(TrialOutcome how) {
        if (decided == null && (results.isEmpty() || !lastResult().report().last())) {
            decided = how;
        }
    }

    /** Return how the trial is to end, {@code null} while it goes on. */
    @Nullable
    TrialOutcome decided() {
        return decided;
    }

    ReportedResult add(Report report, List<Objective> objectives) {
        ReportedResult result = new ReportedResult(facts, ReportedResult.Site.HERE, report);
        results.add(result);
        for (int i = 0; i < scores.length; i++) {
            String metric = objectives.get(i).metric();
            if (result.has(metric)) {
                scores[i].add(result.value(metric));
            }
        }
        return result;
    }

    ReportedResult lastResult() {
        return results.get(results.size() - 1);
    }

    int iterations() {
        return results.size();
    }

    /**
     * Return the first metric that no result had a value of, of the objectives and of the constraints on results.
     *
     * @param early whether it was stopped early, and may not have come to what constraints ask for
     */
    @Nullable
    String missing(List<Objective> objectives, boolean early) {
        for (int i = 0; i < scores.length; i++) {
            if (!scores[i].isPresent()) {
                return objectives.get(i).metric();
            }
        }
        for (ResultConstraint constraint : early ? List.<ResultConstraint>of() : constraints) {
            if (results.stream().noneMatch(result -> result.has(constraint.metric()))) {
                return constraint.metric();
            }
        }
        return null;
    }

    /** Return by how much it breaks the constraints on results so far, {@code NaN} where nobody knows. */
    double violation() {
        return constraints.isEmpty() ? 0 : ResultConstraint.violation(constraints, new History(results));
    }

    double[] scores() {
        double[] values = new double[scores.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores[i].value();
        }
        return values;
    }

    void end(TrialOutcome how, long nanos) {
        moveTo(how instanceof TrialOutcome.Failed ? TrialState.ERROR : TrialState.TERMINATED);
        outcome = how;
        endNanos = nanos;
        if (attempt == 0) {
            startNanos = nanos;
        }
        if (!results.isEmpty()) {
            lastResult().markDone();
        }
    }

    /** Return what came of the trial, or what it has come to so far. */
    TrialResult toResult() {
        return new TrialResult(
                number,
                id(),
                config,
                seed,
                outcome == null ? new TrialOutcome.Cancelled("the run was broken off") : outcome,
                scores[0].value(),
                new History(List.copyOf(results)),
                checkpoints.bestFirst(),
                directory(),
                Duration.ofNanos(endNanos - startNanos),
                attempt,
                by,
                violation());
    }

    boolean hasEnded() {
        return outcome != null;
    }

    /** Fills in metrics when they are read: a study has many results, and few are looked at. */
    private static final class History extends AbstractList<Map<String, Object>> {
        private final List<ReportedResult> results;

        History(List<ReportedResult> results) {
            this.results = results;
        }

        @Override
        public Map<String, Object> get(int index) {
            return results.get(index).metrics();
        }

        @Override
        public int size() {
            return results.size();
        }
    }
}
