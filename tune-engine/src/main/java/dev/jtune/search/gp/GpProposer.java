package dev.jtune.search.gp;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the point of the largest expected improvement under a Gaussian process of the losses.
 *
 * <p>It begins with the middle of the space and with Sobol points. Then it searches the whole space with a model of all trials, and a trust
 * region round the best one with a model of the trials nearby, whichever of the two has been finding better ones of late. Trials under way
 * count as if they gave what the model expects. Constraints on results have a model of their own, whose probability of being kept weighs
 * the improvement.
 *
 * <p>Where evaluations are noisy, the knowledge gradient takes the place of the expected improvement, and from time to time the trial that is
 * thought best is repeated, to learn how much of what the model does not explain is noise.
 *
 * <p>Sources: Ament and others (2023) for the logarithm of expected improvement; Scott, Frazier and Powell (2011) for the knowledge gradient;
 * Eriksson and others (2019) for the trust region; Gardner and others (2014) for constraints.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class GpProposer implements Proposer {
    private static final int MOST_AT_RANDOM = 20;
    private static final int SPREAD = 256;
    private static final int SPREAD_NEARBY = 128;
    private static final int INCUMBENTS = 5;
    /** How many trials the model of those nearby has: enough for a curved surface. */
    private static final int NEARBY = 15;

    private static final int NEARBY_PER_DIMENSION = 3;
    /** How much of an arm's record the last trial makes up. */
    private static final double RECENT = 0.2;

    /** A share of noise above which a model explains little. */
    private static final double BLIND = 0.02;
    /** In noise, of so many trials one repeats: a few tell the noise apart from a rough function. */
    private static final int REPEAT_EVERY = 16;
    /** How much of what the model does not explain is believed to be noise, where noise is declared and where it is not. */
    private static final double NOISE_SHARE = 0.75;

    private static final double UNDECLARED_NOISE_SHARE = 0.5;

    private final long seed;
    private final Sample sample = new Sample();
    private @Nullable Models models;
    private Arm arm = Arm.START;
    private double best = Double.POSITIVE_INFINITY;
    private double globalRecord = 0.5;
    private double localRecord = 0.5;

    /** What made the last proposal. */
    private enum Arm {
        START,
        GLOBAL,
        LOCAL,
        REPEAT
    }

    /** Models of losses and of violations of constraints, of all trials and of those near the best one. */
    private record Models(Model losses, Model violations, Model nearby, Model violationsNearby, TrustRegion region) {
        static Models of(History history) {
            // also for what is declared noisy: whoever expects noise takes a rough function for it, and sees little
            Fit.NoisePrior prior = Fit.NoisePrior.EXACT;
            UnitCube cube = history.cube();
            return new Models(
                    new Model(cube, prior),
                    new Model(cube, prior),
                    Model.ofChanging(cube, prior),
                    Model.ofChanging(cube, prior),
                    new TrustRegion(cube));
        }
    }

    /** Create a proposer whose randomness derives from a seed. */
    public GpProposer(long seed) {
        this.seed = seed;
    }

    @Override
    public String by() {
        return switch (arm) {
            case START -> "start";
            case GLOBAL -> "GP";
            case LOCAL -> "GP trust region";
            case REPEAT -> "GP repeat";
        };
    }

    @Override
    public double[] propose(int number, History history) {
        UnitCube cube = history.cube();
        sample.update(history);
        double[] losses = sample.losses();
        learn(history);
        SeededStream random = SeededStream.of(seed, "gp", number);
        if (number <= startup(cube.size(), history.budget()) || losses.length < 2) {
            arm = Arm.START;
            return start(seed, number, cube);
        }
        Models current = models(history);
        Model.Fitted fitted = current.losses().update(sample.entries(), losses);
        if (fitted == null || cube.size() == 0) {
            return cube.randomPoint(random);
        }
        arm = choose(number, history, fitted);
        Optional<double[]> found = arm == Arm.LOCAL
                ? nearby(current, fitted, losses, history, random)
                : anywhere(current, fitted, losses, history, random);
        return found.map(point -> filled(point, random)).orElseGet(() -> cube.randomPoint(random));
    }

    private Models models(History history) {
        Models current = models == null ? Models.of(history) : models;
        models = current;
        return current;
    }

    @Override
    public OptionalInt repeat(int number, History history) {
        if (number % REPEAT_EVERY != 0 || number <= startup(history.cube().size(), history.budget())) {
            return OptionalInt.empty();
        }
        Model.Fitted fitted = fitted(history);
        if (fitted == null || !fitted.isNoisy()) {
            return OptionalInt.empty();
        }
        learn(history);
        arm = Arm.REPEAT;
        return best(fitted, history);
    }

    /** Where evaluations are noisy, the trial that the model thinks best: the best that was observed owes much to luck. */
    @Override
    public OptionalInt recommend(History history) {
        Model.Fitted fitted = history.expectations().noisy() && models != null ? fitted(history) : null;
        return fitted == null ? OptionalInt.empty() : best(fitted, history);
    }

    private Model.@Nullable Fitted fitted(History history) {
        sample.update(history);
        double[] losses = sample.losses();
        return losses.length < 2 || history.cube().size() == 0
                ? null
                : models(history).losses().update(sample.entries(), losses);
    }

    private OptionalInt best(Model.Fitted fitted, History history) {
        double noiseShare = history.expectations().noisy() ? NOISE_SHARE : UNDECLARED_NOISE_SHARE;
        int best = fitted.best(sample.entries(), sample.losses(), noiseShare);
        return best < 0
                ? OptionalInt.empty()
                : OptionalInt.of(sample.entries().get(best).number());
    }

    /** Return how many trials come before the first model. */
    static int startup(int dimensions, int budget) {
        return Math.max(4, Math.min(dimensions + 1, Math.min(MOST_AT_RANDOM, budget / 4)));
    }

    /** The middle first: most people declare a range round what they expect. */
    static double[] start(long seed, int number, UnitCube cube) {
        double[] point = SobolPoints.scrambled(cube.size(), SeededStream.of(seed, "gp start", 0))
                .point(number - 1);
        for (int j = 0; number == 1 && j < point.length; j++) {
            if (!cube.dimension(j).isCategorical()) {
                point[j] = 0.5;
            }
        }
        return point;
    }

    /** Note which arm found something better. */
    private void learn(History history) {
        History.Entry entry = history.best();
        double now = entry == null ? Double.POSITIVE_INFINITY : entry.loss();
        boolean better = now < best;
        best = now;
        if (arm == Arm.GLOBAL) {
            globalRecord += RECENT * ((better ? 1 : 0) - globalRecord);
        } else if (arm == Arm.LOCAL && models != null) {
            localRecord += RECENT * ((better ? 1 : 0) - localRecord);
            models.region().tell(better);
        }
    }

    /**
     * Choose the arm: of four trials one belongs to each, and two to the one with the better record. Where the model explains little, it
     * knows nothing of what is far away, and seven of eight are local.
     */
    private Arm choose(int number, History history, Model.Fitted fitted) {
        boolean canMove =
                history.best() != null && history.cube().dimensions().stream().anyMatch(Maximizer::isSmooth);
        boolean isBlind = fitted.posterior().hyperparameters().noise() > BLIND;
        if (!canMove || number % (isBlind ? 8 : 4) == 0) {
            return Arm.GLOBAL;
        }
        return isBlind || number % 4 == 2 || localRecord >= globalRecord ? Arm.LOCAL : Arm.GLOBAL;
    }

    private Optional<double[]> anywhere(
            Models current, Model.Fitted fitted, double[] losses, History history, SeededStream random) {
        Region region = Region.everywhere(history.cube());
        return maximize(
                current.violations(),
                fitted,
                losses,
                sample.entries(),
                sample.violations(),
                region,
                history,
                random,
                SPREAD);
    }

    private Optional<double[]> nearby(
            Models current, Model.Fitted fitted, double[] losses, History history, SeededStream random) {
        UnitCube cube = history.cube();
        History.Entry center = center(fitted, history);
        if (center == null) {
            return Optional.empty();
        }
        int[] nearest =
                nearest(fitted.posterior(), center.point(), losses.length, NEARBY + NEARBY_PER_DIMENSION * cube.size());
        List<History.Entry> entries =
                IntStream.of(nearest).mapToObj(sample.entries()::get).toList();
        double[] near = IntStream.of(nearest).mapToDouble(i -> losses[i]).toArray();
        double[] all = sample.violations();
        double[] violations = IntStream.of(nearest).mapToDouble(i -> all[i]).toArray();
        Model.Fitted local = current.nearby().fit(entries, near);
        if (local == null) {
            return Optional.empty();
        }
        Region region = current.region()
                .around(filled(center.point(), random), local.posterior().hyperparameters());
        return maximize(
                current.violationsNearby(), local, near, entries, violations, region, history, random, SPREAD_NEARBY);
    }

    /** The best trial; where losses owe much to luck, the one that the model thinks best. */
    private History.@Nullable Entry center(Model.Fitted fitted, History history) {
        OptionalInt best = fitted.isNoisy() ? best(fitted, history) : OptionalInt.empty();
        return best.isPresent() ? history.entry(best.getAsInt()) : history.best();
    }

    private Optional<double[]> maximize(
            Model ofViolations,
            Model.Fitted fitted,
            double[] losses,
            List<History.Entry> entries,
            double[] violations,
            Region region,
            History history,
            SeededStream random,
            int spread) {
        Posterior posterior = fitted.posterior();
        double target = fitted.target(losses);
        int known = posterior.size();
        history.pending().forEach(posterior::believe);
        Acquisition acquisition = history.expectations().noisy() && fitted.isNoisy() && history.best() != null
                ? new KnowledgeGradient(posterior, entries)
                : new LogImprovement(posterior, target);
        if (IntStream.range(0, violations.length).anyMatch(i -> violations[i] > 0)) {
            acquisition = Feasibility.weigh(
                    acquisition, ofViolations.update(entries, violations), violations, history.best() != null);
        }
        Optional<double[]> found = new Maximizer(history.cube(), spread)
                .maximize(acquisition, region, history, incumbents(entries, losses, violations), random);
        posterior.truncate(known);
        return found;
    }

    private static List<double[]> incumbents(List<History.Entry> entries, double[] losses, double[] violations) {
        return IntStream.range(0, losses.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> violations[i]).thenComparingDouble(i -> losses[i]))
                .limit(INCUMBENTS)
                .map(i -> entries.get(i).point())
                .toList();
    }

    /** Return which trials lie nearest to a point, by the lengths of the model of all. */
    private static int[] nearest(Posterior posterior, double[] center, int trials, int most) {
        double[] squares = new double[posterior.size()];
        posterior
                .inputs()
                .distances(posterior.encode(center), posterior.hyperparameters().weights(), 0, squares);
        return IntStream.range(0, trials)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> squares[i]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Give coordinates that do not exist at a point any value. */
    static double[] filled(double[] point, SeededStream random) {
        double[] filled = point.clone();
        for (int j = 0; j < filled.length; j++) {
            filled[j] = Double.isNaN(filled[j]) ? random.nextDouble() : filled[j];
        }
        return filled;
    }
}
