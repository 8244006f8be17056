package dev.jtune.search.auto;

import dev.jtune.search.bohb.Bohb;
import dev.jtune.search.cma.CmaProposer;
import dev.jtune.search.cma.CmaSettings;
import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.evolution.Nsga;
import dev.jtune.search.evolution.NsgaSettings;
import dev.jtune.search.gp.GpProposer;
import dev.jtune.search.gp.HypervolumeProposer;
import dev.jtune.search.tpe.Tpe;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * Proposes by the algorithm that fits the study at this point of it, and hands over to the next with all that has been seen.
 *
 * <p>A Gaussian process finds most in few evaluations and takes the most time; it proposes as long as its time is small beside that of the
 * evaluations, and there are not too many. After it comes CMA-ES, which goes on from the best trials, in turn with a Parzen estimator where
 * there are categories or conditions and time for it. Where a scheduler ends or pauses trials, a Parzen estimator learns from those of like
 * length, in turn with chance. A study that knows its budget ends with a search round the best trial.
 *
 * <p>All decisions follow from the space, the budget, the number of trials and the time that they took, all of which the journal has, so that a
 * decision can be made again.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AutoProposer implements Proposer {
    /** After so many trials a Gaussian process has seen enough of most functions. */
    private static final int GP_TRIALS = 300;
    /** The same where a trial takes more than a second. */
    private static final int GP_TRIALS_OF_SECONDS = 500;
    /** What a study waits for models however little its evaluations take, in seconds. */
    private static final double PATIENCE = 3;
    /** The share of the time of evaluations that models may take besides. */
    private static final double SHARE = 0.2;

    private static final int GP_OBJECTIVES = 3;
    /** With several objectives a model of each is needed, and the front grows. */
    private static final int GP_TRIALS_OF_OBJECTIVES = 250;

    private static final int MODELS_OF_OBJECTIVES = 1000;
    private static final int TPE_STARTUP = 10;
    private static final int TPE_CANDIDATES = 24;
    private static final int REFINING = 20;
    /** The reduction factor of ASHA and HyperBand where nothing else is said. */
    private static final int BUDGETS = 3;

    /** Where trials end early, a bad configuration costs a rung and not a run, so that chance is cheap, and early results may mislead a model. */
    private static final double RANDOM = 2.0 / 3;

    private static final int BOHB_CANDIDATES = 64;

    private final UnitCube cube;
    private final long seed;
    private final boolean isNumeric;
    private final boolean isAllTried;
    private final Costs costs = new Costs();
    private final Map<Algorithm, Proposer> proposers = new EnumMap<>(Algorithm.class);
    private Algorithm last = Algorithm.GP;
    private double modelling;
    private boolean isScheduled;
    private int heard;

    /**
     * Create the choice for one study.
     *
     * @param isAllTried whether the budget is enough for every configuration there is
     */
    public AutoProposer(UnitCube cube, long seed, boolean isAllTried) {
        this.cube = cube;
        this.seed = seed;
        this.isAllTried = isAllTried;
        this.isNumeric = !cube.isConditional() && cube.dimensions().stream().noneMatch(Dimension::isCategorical);
    }

    @Override
    public double[] propose(int number, History history) {
        costs.update(history);
        last = choose(number, history);
        if (last == Algorithm.GP) {
            modelling += last.seconds(history.size());
        }
        return proposer(last, history).propose(number, history);
    }

    @Override
    public OptionalInt repeat(int number, History history) {
        costs.update(history);
        if (choose(number, history) != Algorithm.GP) {
            return OptionalInt.empty();
        }
        last = Algorithm.GP;
        return proposer(last, history).repeat(number, history);
    }

    @Override
    public String by() {
        return last.label();
    }

    @Override
    public OptionalInt recommend(History history) {
        return proposer(Algorithm.GP, history).recommend(history);
    }

    private Algorithm choose(int number, History history) {
        if (history.objectives() == 1 && isScheduled(history)) {
            return Algorithm.BOHB; // of a finite space too: what is good is to come before time is spent on the rest
        }
        if (isAllTried) {
            return Algorithm.EXHAUSTIVE;
        }
        if (history.objectives() > 1) {
            if (history.objectives() <= GP_OBJECTIVES
                    && history.size() < GP_TRIALS_OF_OBJECTIVES
                    && isWorthModels(costs.seconds(history), history)) {
                return Algorithm.GP;
            }
            return history.size() < MODELS_OF_OBJECTIVES
                    ? Algorithm.TPE
                    : history.objectives() > 2 ? Algorithm.NSGA_III : Algorithm.NSGA_II;
        }
        double seconds = costs.seconds(history);
        if (isWorthModels(seconds, history) || isRefining(number, history)) {
            return Algorithm.GP;
        }
        boolean hasTime = Algorithm.TPE.seconds(history.size()) <= Math.max(0.0005, SHARE * seconds);
        return !isNumeric && hasTime && number % 2 == 0 ? Algorithm.TPE : Algorithm.CMA_ES;
    }

    /** Tell whether trials have ended early, paused or passed a rung: their scores are of different ages, and only those of like age can be compared. */
    private boolean isScheduled(History history) {
        for (; !isScheduled && heard < history.entries().size(); heard++) {
            isScheduled = history.entries().get(heard).stoppedEarly();
        }
        isScheduled |= !history.reached().isEmpty();
        return isScheduled;
    }

    private boolean isWorthModels(double seconds, History history) {
        int most = seconds > 1 ? GP_TRIALS_OF_SECONDS : GP_TRIALS;
        double evaluating = seconds * history.size() / history.expectations().concurrency();
        return history.size() < most && !(modelling > PATIENCE + SHARE * evaluating);
    }

    /** The last tenth, but no more than a model needs to settle round a point. */
    private boolean isRefining(int number, History history) {
        int budget = history.budget();
        int refining = Math.max(budget / 10, Math.min(2 * cube.size(), REFINING));
        return budget < Integer.MAX_VALUE && number > budget - Math.min(refining, 2 * REFINING);
    }

    private Proposer proposer(Algorithm algorithm, History history) {
        return proposers.computeIfAbsent(algorithm, missing -> create(missing, history.objectives()));
    }

    private Proposer create(Algorithm algorithm, int objectives) {
        return switch (algorithm) {
            case EXHAUSTIVE -> (number, history) -> cube.randomPoint(SeededStream.of(seed, "exhaustive", number));
            case GP -> objectives > 1 ? new HypervolumeProposer(seed) : new GpProposer(seed);
            case CMA_ES ->
                CmaProposer.continuing(
                        seed,
                        new CmaSettings(0, CmaSettings.SIGMA, CmaSettings.Shape.AUTO, CmaSettings.Restarts.BIPOP));
            case TPE -> new Tpe(cube, seed, TPE_STARTUP, TPE_CANDIDATES);
            case BOHB -> new Bohb(seed, BUDGETS, RANDOM, () -> new Tpe(cube, seed, 1, BOHB_CANDIDATES));
            case NSGA_II -> Nsga.two(seed, NsgaSettings.defaults());
            case NSGA_III -> Nsga.three(seed, NsgaSettings.defaults());
        };
    }
}
