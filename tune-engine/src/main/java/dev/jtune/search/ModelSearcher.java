package dev.jtune.search;

import dev.jtune.Config;
import dev.jtune.Objective;
import dev.jtune.TrialOutcome;
import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Searches with an algorithm that learns: keeps its history, tries the points to evaluate first, and no configuration twice, unless
 * evaluations are noisy and the algorithm asks for a repeat. A proposal that
 * breaks the constraints of the space is replaced by one near it that keeps them.
 *
 * <p>A finite space ends when all of it was tried.
 */
final class ModelSearcher implements Searcher {
    private final String name;
    private final Proposer proposer;
    private final SamplePlan plan;
    private final List<Objective> objectives;
    private final UnitCube cube;
    private final History history;
    private final Untried untried;
    private final Draws draws;
    private final long seed;
    private final boolean triesAgain;
    private final int total;
    private boolean mayRepeat;

    ModelSearcher(String name, SearchContext context, Proposer proposer) {
        this(name, context, proposer, false);
    }

    /** Create a searcher with an algorithm that tries a configuration again on purpose, and never comes to an end. */
    static ModelSearcher repeating(String name, SearchContext context, Proposer proposer) {
        return new ModelSearcher(name, context, proposer, true);
    }

    private ModelSearcher(String name, SearchContext context, Proposer proposer, boolean triesAgain) {
        this.triesAgain = triesAgain;
        this.name = name;
        this.proposer = proposer;
        this.plan = SamplePlan.of(context);
        this.objectives = context.objectives();
        this.cube = UnitCube.of(context.space());
        this.seed = context.seed();
        OptionalLong configurations = context.space().cardinality();
        long untriedBefore =
                configurations.orElse(Long.MAX_VALUE) - context.earlier().size();
        this.total = triesAgain ? plan.total() : (int) Math.max(0, Math.min(plan.total(), untriedBefore));
        this.history = new History(
                cube,
                objectives.size(),
                new Expectations(
                        Math.max(1, total), context.concurrency(), context.noisy(), context.secondsPerTrial()));
        for (Observation earlier : context.earlier()) {
            history.begin(earlier.number(), cube.settle(cube.toPoint(earlier.config())));
            onTrialEnd(earlier);
        }
        this.mayRepeat = context.noisy();
        this.untried = new Untried(cube, seed, configurations);
        this.draws = new Draws(cube, seed);
    }

    /** Try nothing twice, because somebody else repeats what is noisy. */
    void neverRepeat() {
        mayRepeat = false;
    }

    @Override
    public Suggestion suggest(int number) {
        Optional<SamplePlan.Settled> trial = plan.trial(number);
        if (trial.isEmpty()) {
            return new Suggestion.Exhausted();
        }
        SamplePlan.Settled settled = trial.get();
        if (settled.free() == 0) {
            Config config = draws.config(number, settled);
            return begin(number, cube.toPoint(config), config, settled.by());
        }
        if (!triesAgain && untried.isNothingLeft(history)) {
            return new Suggestion.Exhausted();
        }
        OptionalInt repeated = mayRepeat ? proposer.repeat(number, history) : OptionalInt.empty();
        History.Entry again = repeated.isPresent() ? history.entry(repeated.getAsInt()) : null;
        if (again != null) {
            return begin(number, again.point(), cube.toConfig(again.point()), proposer.by());
        }
        double[] proposed = proposer.propose(number, history);
        Optional<double[]> point = cube.admittedNear(proposed, SeededStream.of(seed, "admitted", number))
                .map(cube::settle)
                .filter(admitted -> triesAgain || !history.tried(admitted))
                .or(() -> untried.draw(number, history));
        if (point.isEmpty()) {
            return new Suggestion.Exhausted();
        }
        return begin(number, point.get(), cube.toConfig(point.get()), proposer.by());
    }

    @Override
    public boolean insert(Config config) {
        return plan.insert(config);
    }

    private Suggestion begin(int number, double[] point, Config config, String by) {
        history.begin(number, point);
        return new Suggestion.Try(config, by);
    }

    @Override
    public void onTrialEnd(Observation observation) {
        if (observation.outcome() instanceof TrialOutcome.Cancelled) {
            history.drop(observation.number());
            return;
        }
        TrialOutcome outcome = observation.outcome();
        history.end(
                observation.number(),
                losses(observation, outcome.isSuccess()),
                outcome.isSuccess() && !outcome.isWhole(),
                observation.iterations(),
                observation.violation(),
                observation.seconds());
    }

    @Override
    public void onTrialPaused(Observation observation) {
        history.reach(
                observation.number(),
                losses(observation, true),
                observation.iterations(),
                observation.violation(),
                observation.seconds());
    }

    @Override
    public void onTrialAdvanced(Observation observation) {
        onTrialPaused(observation);
    }

    /** Return a trial's losses; what it reported before it failed is no evaluation of its configuration. */
    private double[] losses(Observation observation, boolean evaluated) {
        double[] losses = new double[objectives.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = evaluated ? objectives.get(i).mode().loss(observation.scores()[i]) : Double.NaN;
        }
        return losses;
    }

    @Override
    public OptionalInt recommend() {
        OptionalInt recommended = proposer.recommend(history);
        return recommended.orElse(0) > 0 ? recommended : OptionalInt.empty(); // no earlier trial
    }

    @Override
    public OptionalInt total() {
        return OptionalInt.of(total);
    }

    @Override
    public String name() {
        return name;
    }
}
