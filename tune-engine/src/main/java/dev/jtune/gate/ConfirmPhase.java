package dev.jtune.gate;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.run.Evaluations.Evaluation;
import dev.jtune.run.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the best configuration of a search again, on seeds that the search has not seen.
 *
 * <p>The best of many noisy scores is a lucky one: of 50 equal configurations it lies 2.2 standard deviations above what any of them is worth. So
 * the score that was searched never counts. The best few configurations race on seeds of their own first, unless the score does not depend on the seed;
 * the winner is then confirmed on other seeds, which are the same in every run.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConfirmPhase {
    /** How many of the best configurations race. */
    public static final int CANDIDATES = 3;

    private static final int LAPS = 3;
    private static final long CONFIRM = 1;
    private static final long RACE = 2;
    private static final int SHORT = 16;

    private final Evaluator evaluator;
    private final Objective objective;
    private final int confirm;
    private final int most;

    /**
     * A configuration that a search found.
     *
     * @param trial its trial
     * @param config the configuration
     * @param score the score that the search saw
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Candidate(int trial, Config config, double score) {}

    /**
     * Create it.
     *
     * @param looks how many seeds the first look takes, and how many there may be in all
     */
    public ConfirmPhase(Evaluator evaluator, Objective objective, TwoLooks looks) {
        this.evaluator = evaluator;
        this.objective = objective;
        this.confirm = looks.confirm();
        this.most = looks.most();
    }

    /**
     * Confirm the best of some candidates, and the further seeds if they are wanted.
     *
     * @param candidates best first, at least one
     * @param iterations results after which an evaluation ends that does not end before; 0 where it ends by itself
     * @param baseline what it will be compared with, so on the same seeds; {@code null} for nothing
     * @param wantsMore whether twice as many seeds are wanted
     */
    public Confirmation ofSearch(
            List<Candidate> candidates, int iterations, @Nullable Baseline baseline, Predicate<Confirmation> wantsMore)
            throws UnconfirmedException {
        List<Long> seeds = seeds(baseline);
        Candidate best = candidates.get(0);
        List<Double> twice = scores(best.config(), List.of(seeds.get(0), seeds.get(0)));
        boolean deterministic = twice.get(0).equals(twice.get(1));
        boolean seedless = deterministic && twice.get(0) == best.score();
        Candidate winner = confirm == 1 || seedless || candidates.size() == 1 ? best : race(candidates);
        List<Double> known = winner.equals(best) ? twice.subList(0, 1) : List.of();
        return confirm(
                new Confirmation(
                        winner.trial(),
                        winner.config(),
                        iterations,
                        objective.metric(),
                        objective.mode(),
                        seeds.subList(0, 1),
                        twice.subList(0, 1),
                        deterministic,
                        winner.score()),
                seeds,
                known,
                wantsMore);
    }

    /** Evaluate the configuration of a baseline again, on its own seeds first. */
    public Confirmation ofBaseline(Baseline baseline, Predicate<Confirmation> wantsMore) throws UnconfirmedException {
        List<Long> seeds = seeds(baseline);
        List<Double> known = scores(baseline.config(), seeds.subList(0, confirm));
        double first = known.get(0);
        // a score that another machine gave on another day, to the last bit, is no coincidence
        boolean asBefore =
                baseline.deterministic() && first == baseline.scores().get(0);
        boolean deterministic = asBefore
                || first == scores(baseline.config(), seeds.subList(0, 1)).get(0);
        return confirm(
                new Confirmation(
                        0,
                        baseline.config(),
                        baseline.iterations(),
                        objective.metric(),
                        objective.mode(),
                        seeds.subList(0, 1),
                        known.subList(0, 1),
                        deterministic,
                        Double.NaN),
                seeds,
                known,
                wantsMore);
    }

    private Confirmation confirm(
            Confirmation start, List<Long> seeds, List<Double> known, Predicate<Confirmation> wantsMore)
            throws UnconfirmedException {
        List<Double> scores = new ArrayList<>(known);
        scores.addAll(scores(start.config(), seeds.subList(known.size(), confirm)));
        Confirmation first = start.with(seeds.subList(0, confirm), scores);
        if (seeds.size() == confirm || !wantsMore.test(first)) {
            return first;
        }
        scores.addAll(scores(start.config(), seeds.subList(confirm, seeds.size())));
        return start.with(seeds, scores);
    }

    /** Return the candidate with the best mean; one that fails on a seed loses. */
    private Candidate race(List<Candidate> candidates) {
        List<Candidate> racing = candidates.subList(0, Math.min(CANDIDATES, candidates.size()));
        List<Evaluation> laps = new ArrayList<>();
        for (Candidate candidate : racing) {
            for (int lap = 1; lap <= LAPS; lap++) {
                laps.add(new Evaluation(candidate.config(), seed(RACE, lap)));
            }
        }
        List<Evaluator.Evaluated> results = evaluator.evaluate(laps);
        Candidate winner = racing.get(0);
        double best = Double.NaN;
        for (int i = 0; i < racing.size(); i++) {
            double mean = results.subList(i * LAPS, (i + 1) * LAPS).stream()
                    .mapToDouble(Evaluator.Evaluated::score)
                    .average()
                    .orElseThrow();
            if (objective.mode().isBetter(mean, best)) {
                best = mean;
                winner = racing.get(i);
            }
        }
        return winner;
    }

    private List<Double> scores(Config config, List<Long> seeds) throws UnconfirmedException {
        if (seeds.isEmpty()) {
            return Collections.emptyList();
        }
        List<Evaluator.Evaluated> results = evaluator.evaluate(
                seeds.stream().map(seed -> new Evaluation(config, seed)).toList());
        for (int i = 0; i < results.size(); i++) {
            if (!Double.isFinite(results.get(i).score())) {
                throw new UnconfirmedException(
                        "on seed " + seeds.get(i) + ": " + results.get(i).problem() + "  (" + config + ")");
            }
        }
        return results.stream().map(Evaluator.Evaluated::score).toList();
    }

    /** Return the seeds of both looks: those of the baseline first. */
    private List<Long> seeds(@Nullable Baseline baseline) {
        List<Long> seeds = new ArrayList<>(baseline == null ? List.of() : baseline.seeds());
        for (int i = 1; seeds.size() < most; i++) {
            long further = seed(CONFIRM, i);
            if (!seeds.contains(further)) {
                seeds.add(further);
            }
        }
        return seeds.subList(0, most);
    }

    /** 48 bits: short enough for a file that people read. */
    private static long seed(long purpose, int i) {
        return Seeds.ofTrial(purpose, i) >>> SHORT;
    }
}
