package dev.jtune;

import dev.jtune.pareto.Domination;
import dev.jtune.pareto.Hypervolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * All trials of a study, by number.
 *
 * <pre>{@code
 * TrialResult best = results.best();
 * best.score();                  // 0.9421
 * best.config().getInt("k");     // 4
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ResultGrid implements Iterable<TrialResult> {
    private static final int SHOWN = 5;

    /** What was not reported is worse than anything. */
    private static final Comparator<TrialResult> FEASIBLE_FIRST = Comparator.comparingDouble(
            trial -> Double.isNaN(trial.violation()) ? Double.POSITIVE_INFINITY : trial.violation());

    private final String study;
    private final List<Objective> objectives;
    private final List<TrialResult> trials;
    private final List<ResultConstraint> constraints;
    private final boolean repeated;
    private final OptionalInt recommended;

    /** Create the results of a study without constraints; the first objective ranks them. */
    public ResultGrid(String study, List<Objective> objectives, List<TrialResult> trials) {
        this(study, objectives, trials, List.of());
    }

    /** Create the results of a study; trials that keep the constraints come first, and the first objective ranks them. */
    public ResultGrid(
            String study, List<Objective> objectives, List<TrialResult> trials, List<ResultConstraint> constraints) {
        this(study, objectives, trials, constraints, false, OptionalInt.empty());
    }

    /**
     * Create the results of a study with a noisy objective.
     *
     * @param repeated whether trials of the same configuration are repeats, which rank by their mean
     * @param recommended the trial whose configuration the search holds for the best, where it knows better than the scores
     */
    public ResultGrid(
            String study,
            List<Objective> objectives,
            List<TrialResult> trials,
            List<ResultConstraint> constraints,
            boolean repeated,
            OptionalInt recommended) {
        this.constraints = List.copyOf(constraints);
        this.repeated = repeated;
        this.recommended = recommended;
        this.study = study;
        this.objectives = List.copyOf(objectives);
        this.trials = trials.stream()
                .sorted(Comparator.comparingInt(TrialResult::number))
                .toList();
    }

    /** Return the study's name. */
    public String study() {
        return study;
    }

    /** Return the objectives; the first ranks the trials. */
    public List<Objective> objectives() {
        return objectives;
    }

    /** Return what the result of a trial keeps to be the best. */
    public List<ResultConstraint> resultConstraints() {
        return constraints;
    }

    /** Return the number of trials. */
    public int size() {
        return trials.size();
    }

    /** Return all trials by number. */
    public List<TrialResult> trials() {
        return trials;
    }

    @Override
    public Iterator<TrialResult> iterator() {
        return trials.iterator();
    }

    /**
     * Return the trial of this number.
     *
     * @throws NoSuchElementException if there is none
     */
    public TrialResult get(int number) {
        return trials.stream()
                .filter(trial -> trial.number() == number)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(
                        "study " + study + " has no trial " + number + " (it has " + trials.size() + " trials)"));
    }

    /**
     * Return the best trial by the study's first objective among those that keep the constraints on results; of equal ones the first.
     *
     * <p>In a noisy study it is the trial whose configuration the search holds for the best, where its model knows; the best score itself is
     * that of {@link #bestObserved()}. With repeats, see {@link #ranking()}.
     *
     * @throws IllegalStateException if no trial keeps them and has a finite score, saying what became of them
     */
    public TrialResult best() {
        return bestOrEmpty().orElseThrow(() -> none(objectives.get(0)));
    }

    /** Return the best trial by the study's first objective, empty if no trial has a finite score and keeps the constraints on results. */
    public Optional<TrialResult> bestOrEmpty() {
        return bestOf(ranking().stream().filter(TrialResult::isFeasible).toList());
    }

    private Optional<TrialResult> bestOf(List<TrialResult> ranking) {
        Config config = recommended.isEmpty()
                ? null
                : trials.stream()
                        .filter(trial -> trial.number() == recommended.getAsInt())
                        .map(TrialResult::config)
                        .findFirst()
                        .orElse(null);
        return ranking.stream()
                .filter(trial -> repeated ? trial.config().equals(config) : trial.number() == recommended.orElse(0))
                .findFirst()
                .or(() -> ranking.stream().findFirst());
    }

    /**
     * Return the trial with the best observed score, whatever the search recommends; empty if no trial has a finite score and keeps the
     * constraints on results.
     */
    public Optional<TrialResult> bestObserved() {
        return ranking().stream().filter(TrialResult::isFeasible).findFirst();
    }

    /**
     * Return the best trial by another metric or direction among those that keep the constraints on results.
     *
     * @throws IllegalStateException if no trial keeps them and has a finite value of it
     */
    public TrialResult best(Objective objective) {
        return ranking(objective).stream()
                .filter(TrialResult::isFeasible)
                .findFirst()
                .orElseThrow(() -> none(objective));
    }

    /** Return the best trial by its last value of a metric; see {@link #best(Objective)}. */
    public TrialResult best(String metric, Mode mode) {
        return best(Objective.of(metric, mode));
    }

    /**
     * Return the trials that have a finite score, best first, equal ones by number: those that keep the constraints on results, then the
     * others, those first that break them by least.
     *
     * <p>Where configurations are evaluated by several trials, only one stands for each: the one with the best score, so that its checkpoint is
     * the best, but {@link TrialResult#score()} and {@link TrialResult#violation()} are the means of all. Configurations with as many trials as
     * any come first.
     */
    public List<TrialResult> ranking() {
        return repeated ? rankedByMean() : rankedByScore(trials);
    }

    private List<TrialResult> rankedByMean() {
        Map<Config, List<TrialResult>> byConfig = new LinkedHashMap<>();
        trials.forEach(trial -> byConfig.computeIfAbsent(trial.config(), config -> new ArrayList<>())
                .add(trial));
        List<Mean> means = new ArrayList<>();
        for (List<TrialResult> repeats : byConfig.values()) {
            List<TrialResult> ranked = rankedByScore(repeats);
            boolean failed = repeats.stream()
                    .anyMatch(trial -> trial.outcome() instanceof TrialOutcome.Failed
                            || trial.outcome() instanceof TrialOutcome.Infeasible);
            if (!ranked.isEmpty() && !failed) {
                double score = mean(ranked, TrialResult::score);
                double violation = mean(ranked, TrialResult::violation);
                means.add(new Mean(ranked.get(0).withMeans(score, violation), ranked.size()));
            }
        }
        int most = means.stream().mapToInt(Mean::count).max().orElse(0);
        return means.stream()
                .sorted(Comparator.comparing((Mean mean) -> mean.count() < most)
                        .thenComparing(Mean::trial, FEASIBLE_FIRST)
                        .thenComparing(
                                mean -> mean.trial().score(), objectives.get(0).bestFirst()))
                .map(Mean::trial)
                .toList();
    }

    private static double mean(List<TrialResult> trials, ToDoubleFunction<TrialResult> value) {
        return trials.stream().mapToDouble(value).average().orElseThrow();
    }

    /** A trial with the mean score of its configuration, and over how many trials that is. */
    private record Mean(TrialResult trial, int count) {}

    private List<TrialResult> rankedByScore(List<TrialResult> candidates) {
        Comparator<Double> bestFirst = objectives.get(0).bestFirst();
        return candidates.stream()
                .filter(trial -> trial.outcome().isSuccess())
                .filter(trial -> Double.isFinite(trial.score()))
                .sorted(FEASIBLE_FIRST.thenComparing(TrialResult::score, bestFirst))
                .toList();
    }

    private List<TrialResult> ranking(Objective objective) {
        return trials.stream()
                .filter(trial -> trial.outcome().isSuccess())
                .filter(trial -> Double.isFinite(trial.score(objective)))
                .sorted(FEASIBLE_FIRST.thenComparing(trial -> trial.score(objective), objective.bestFirst()))
                .toList();
    }

    private IllegalStateException none(Objective objective) {
        StringBuilder text = new StringBuilder("study " + study + " has no best trial: ");
        List<TrialResult> ranking = ranking(objective);
        if (!ranking.isEmpty()) {
            text.append(infeasible(ranking.get(0)));
        } else if (trials.isEmpty()) {
            text.append("it has no trials");
        } else {
            text.append(
                            trials.size() == 1
                                    ? "its 1 trial did not end"
                                    : "none of its " + trials.size() + " trials ended")
                    .append(" with a finite ")
                    .append(objective.metric());
            if (trials.stream().allMatch(trial -> trial.series(objective.metric()).length == 0)) {
                text.append("; no result has such a number");
            }
        }
        List<TrialResult> errors = errors();
        if (!errors.isEmpty()) {
            TrialResult first = errors.get(0);
            text.append("; ")
                    .append(errors.size())
                    .append(" failed, the first was trial ")
                    .append(first.number())
                    .append(" (")
                    .append(first.config())
                    .append("): ")
                    .append(first.error().orElseThrow());
        }
        return new IllegalStateException(
                text.toString(), errors.isEmpty() ? null : errors.get(0).error().orElse(null));
    }

    /** Say that no trial keeps the constraints on results, and how near the best of these comes. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public String infeasible(TrialResult nearest) {
        String broken = constraints.stream()
                .map(constraint -> constraint.broken(nearest))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return "no trial keeps the constraints on results ("
                + constraints.stream().map(ResultConstraint::toString).collect(Collectors.joining(", "))
                + "); the nearest is trial " + nearest.number() + " (" + broken + ")  " + nearest.config();
    }

    /**
     * Return the trials that no other dominates, by number, among those that keep the constraints on results: none is as good in every objective and better in one. A trial needs a
     * finite score in each; equal ones are all there.
     */
    public List<TrialResult> paretoFront() {
        List<TrialResult> scored = scored();
        return Arrays.stream(Domination.front(losses(scored)))
                .mapToObj(scored::get)
                .toList();
    }

    /**
     * Return the volume that the front dominates, up to a reference: the product of the objectives' units, larger is better. With
     * one objective it is the distance from the reference to the best.
     *
     * <pre>{@code
     * results.hypervolume(0.5, 200);   // accuracy above 0.5 times milliseconds below 200
     * }</pre>
     *
     * @param reference a value of each objective that is barely of interest; a trial that is not better than it in all of them
     *     counts for nothing
     * @throws IllegalArgumentException if there is not one finite value for each objective
     */
    public double hypervolume(double... reference) {
        if (reference.length != objectives.size() || !Arrays.stream(reference).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("the hypervolume of " + study + " needs a finite reference for each of "
                    + objectives.stream().map(Objective::metric).toList() + ", not " + Arrays.toString(reference));
        }
        double[] bound = new double[reference.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = objectives.get(i).mode().loss(reference[i]);
        }
        return Hypervolume.of(losses(scored()), bound);
    }

    /**
     * Return which share of the box between the best and the worst values of all trials the front dominates: 0 to 1. It compares
     * moments of one study, not studies: those have other worst values. {@code NaN} where no trial has all scores.
     */
    public double normalizedHypervolume() {
        double[][] losses = losses(scored());
        double[] reference = new double[objectives.size()];
        for (int i = 0; i < reference.length; i++) {
            int by = i;
            DoubleSummaryStatistics range =
                    Arrays.stream(losses).mapToDouble(loss -> loss[by]).summaryStatistics();
            double width = range.getMax() - range.getMin();
            for (double[] loss : losses) {
                loss[i] = width > 0 ? (loss[i] - range.getMin()) / width : 0;
            }
            reference[i] = 1;
        }
        return losses.length == 0 ? Double.NaN : Hypervolume.of(losses, reference);
    }

    private List<TrialResult> scored() {
        return trials.stream()
                .filter(trial -> trial.outcome().isSuccess())
                .filter(TrialResult::isFeasible)
                .filter(trial -> objectives.stream().allMatch(objective -> Double.isFinite(trial.score(objective))))
                .toList();
    }

    private double[][] losses(List<TrialResult> scored) {
        return scored.stream()
                .map(trial -> objectives.stream()
                        .mapToDouble(objective -> objective.mode().loss(trial.score(objective)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Return the trials that failed, tolerated or not. */
    public List<TrialResult> errors() {
        return trials.stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Failed)
                .toList();
    }

    /** Tell whether any trial failed. */
    public boolean hasErrors() {
        return !errors().isEmpty();
    }

    /** Return how many trials failed. */
    public int numErrors() {
        return errors().size();
    }

    /** Return how many trials ended without an error: complete, stopped early, or infeasible. */
    public int numTerminated() {
        return (int) trials.stream()
                .filter(trial -> trial.outcome().isSuccess() || trial.outcome() instanceof TrialOutcome.Infeasible)
                .count();
    }

    /** Return how many trials a scheduler or a stop condition ended, those included that came to the scheduler's {@code maxT}. */
    public int numStopped() {
        return (int) trials.stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Stopped)
                .count();
    }

    /**
     * Return the last result of each trial as CSV (RFC 4180), one row a trial: {@code trial/number}, {@code trial/outcome}, {@code
     * trial/score}, where a trial was stopped by what and why as {@code trial/stopped}, with constraints on results {@code trial/violation}, with several objectives whether it is on the front as {@code trial/front}, where the search chose between
     * algorithms which one suggested it as {@code trial/by}, the configuration under {@code config/...}, and every metric of any trial's last result.
     */
    public String toCsv() {
        Set<String> parameters = new LinkedHashSet<>();
        Set<String> metrics = new LinkedHashSet<>();
        for (TrialResult trial : trials) {
            parameters.addAll(trial.config().names());
            metrics.addAll(trial.metrics().keySet());
        }
        metrics.removeIf(name -> name.startsWith(Metrics.CONFIG + "/"));
        List<String> header = new ArrayList<>(List.of("trial/number", "trial/outcome", "trial/score"));
        boolean several = objectives.size() > 1;
        Set<Integer> front =
                several ? paretoFront().stream().map(TrialResult::number).collect(Collectors.toSet()) : Set.of();
        boolean anyStopped = trials.stream().anyMatch(trial -> trial.outcome() instanceof TrialOutcome.Stopped);
        if (anyStopped) {
            header.add("trial/stopped");
        }
        if (several) {
            header.add("trial/front");
        }
        if (!constraints.isEmpty()) {
            header.add("trial/violation");
        }
        boolean chosen = trials.stream().anyMatch(trial -> !trial.by().isEmpty());
        if (chosen) {
            header.add("trial/by");
        }
        parameters.forEach(name -> header.add(Metrics.CONFIG + "/" + name));
        header.addAll(metrics);
        Csv csv = new Csv();
        csv.row(header);
        for (TrialResult trial : trials) {
            List<@Nullable Object> row = new ArrayList<>(header.size());
            row.add(trial.number());
            row.add(trial.outcome().getClass().getSimpleName());
            row.add(Double.isNaN(trial.score()) ? null : trial.score());
            if (anyStopped) {
                row.add(
                        trial.outcome() instanceof TrialOutcome.Stopped stopped
                                ? stopped.by() + ": " + stopped.reason()
                                : null);
            }
            if (several) {
                row.add(front.contains(trial.number()));
            }
            if (!constraints.isEmpty()) {
                row.add(Double.isNaN(trial.violation()) ? null : trial.violation());
            }
            if (chosen) {
                row.add(trial.by());
            }
            parameters.forEach(name -> row.add(trial.config().asMap().get(name)));
            Map<String, Object> last = trial.metrics();
            metrics.forEach(name -> row.add(last.get(name)));
            csv.row(row);
        }
        return csv.toString();
    }

    /** Write {@link #toCsv()} to a file. */
    public void writeCsv(Path file) throws IOException {
        Files.writeString(file, toCsv());
    }

    /** Show the counts and the best five trials, one a line. */
    @Override
    public String toString() {
        long stopped = trials.stream()
                .filter(trial -> trial.outcome().isStoppedEarly())
                .count();
        StringBuilder text = new StringBuilder(
                study + ": " + trials.size() + " trials, " + numErrors() + " failed, " + stopped + " stopped early");
        ranking().stream()
                .limit(SHOWN)
                .forEach(trial -> text.append("\n  trial ")
                        .append(trial.number())
                        .append("  ")
                        .append(objectives.get(0).metric())
                        .append(' ')
                        .append(trial.score())
                        .append("  ")
                        .append(trial.config())
                        .append(trial.isFeasible() ? "" : "  (breaks a constraint)"));
        return text.toString();
    }
}
