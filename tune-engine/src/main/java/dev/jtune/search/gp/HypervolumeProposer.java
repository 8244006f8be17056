package dev.jtune.search.gp;

import dev.jtune.pareto.Domination;
import dev.jtune.pareto.Hypervolume;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Proposes the point that is expected to add most to the hypervolume of the front, under a Gaussian process for each objective.
 *
 * <p>With more than three objectives it models one random weighing of them instead, a new one for each trial. It begins as {@link
 * GpProposer} does. Trials under way count as if they gave what the models expect. Constraints on results have a model of their own.
 *
 * <p>Sources: {@link HypervolumeImprovement}; J. Knowles, ParEGO, IEEE Trans. Evol. Comput. 10 (2006), for random weighings.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class HypervolumeProposer implements Proposer {
    private static final int SPREAD = 256;
    private static final int INCUMBENTS = 8;
    /** With more objectives there are too many boxes. */
    private static final int MOST_OBJECTIVES = 3;
    /** How far beyond the front the reference lies, as a share of the front's extent. */
    private static final double BEYOND = 0.1;
    /** Half the edge of the smallest neighbourhood. */
    private static final double NEARBY = 0.03;
    /** How many times as large the largest one is. */
    private static final double NEARBY_RANGE = 10;
    /** How much all objectives count beside the one that is worst by its weight. */
    private static final double ALL = 0.05;

    /** A scale that is bent would make the ends of the front worth more than its middle. */
    private static final List<Warp.Shape> SCALES = List.of(Warp.Shape.LINEAR);

    private final long seed;
    private final Sample sample = new Sample();
    private @Nullable Models models;

    /** Models of the losses by each objective, and of the violations of constraints. */
    private record Models(List<Model> losses, Model violations, Fit.NoisePrior prior) {
        static Models of(History history) {
            Fit.NoisePrior prior = history.expectations().noisy() ? Fit.NoisePrior.NOISY : Fit.NoisePrior.EXACT;
            UnitCube cube = history.cube();
            return new Models(
                    Stream.generate(() -> new Model(cube, prior, SCALES))
                            .limit(history.objectives())
                            .toList(),
                    new Model(cube, prior),
                    prior);
        }
    }

    /**
     * What a trial is for. A front may go on where trade-offs are seen only by those who look beyond its ends; but where the models know
     * little, those ends promise so much that it would never be improved elsewhere.
     */
    private enum Aim {
        /** To find what else the front has: all that is better than the worst trial counts. */
        EXTEND,
        /** To find the front: what lies between its ends counts. */
        FIND,
        /** To improve it near to one of its members. */
        IMPROVE;

        static Aim draw(SeededStream random) {
            double draw = random.nextDouble();
            return draw < 0.15 ? EXTEND : draw < 0.25 ? FIND : IMPROVE;
        }
    }

    /** Create a proposer whose randomness derives from a seed. */
    public HypervolumeProposer(long seed) {
        this.seed = seed;
    }

    @Override
    public double[] propose(int number, History history) {
        UnitCube cube = history.cube();
        sample.update(history);
        if (number <= GpProposer.startup(cube.size(), history.budget())
                || sample.losses(0).length < 2
                || cube.size() == 0) {
            return GpProposer.start(seed, number, cube);
        }
        Models current = models == null ? Models.of(history) : models;
        models = current;
        SeededStream random = SeededStream.of(seed, "gp front", number);
        Optional<double[]> found = history.objectives() <= MOST_OBJECTIVES
                ? widest(current, history, random)
                : weighed(current, history, random);
        return found.map(point -> GpProposer.filled(point, random)).orElseGet(() -> cube.randomPoint(random));
    }

    private Optional<double[]> widest(Models current, History history, SeededStream random) {
        int objectives = history.objectives();
        double[][] values = new double[sample.entries().size()][objectives];
        List<Posterior> posteriors = new ArrayList<>();
        for (int k = 0; k < objectives; k++) {
            double[] losses = sample.losses(k);
            Model.Fitted fitted = current.losses().get(k).update(sample.entries(), losses);
            if (fitted == null) {
                return Optional.empty();
            }
            double[] own = fitted.values(losses);
            for (int i = 0; i < own.length; i++) {
                values[i][k] = own[i];
            }
            posteriors.add(fitted.posterior());
        }
        int known = values.length;
        Aim aim = Aim.draw(random);
        int[] front = front(values, sample.entries());
        double[] reference = reference(values, front, aim);
        List<double[]> points = new ArrayList<>();
        IntStream.of(front).forEach(i -> points.add(values[i]));
        history.pending().forEach(pending -> points.add(believed(posteriors, pending)));
        Acquisition acquisition = new HypervolumeImprovement(posteriors, Boxes.of(points, reference));
        List<double[]> incumbents = incumbents(values, front, reference);
        Region region = aim == Aim.IMPROVE ? nearby(incumbents, random) : Region.everywhere(history.cube());
        Optional<double[]> found = maximize(acquisition, current.violations(), region, incumbents, history, random);
        posteriors.forEach(posterior -> posterior.truncate(known));
        return found;
    }

    /** Return the trials that nothing dominates among those that keep the constraints, or among all where none does. */
    private static int[] front(double[][] values, List<History.Entry> entries) {
        int[] feasible = IntStream.range(0, values.length)
                .filter(i -> entries.get(i).feasible())
                .toArray();
        int[] candidates = feasible.length > 0
                ? feasible
                : IntStream.range(0, values.length).toArray();
        double[][] losses = IntStream.of(candidates).mapToObj(i -> values[i]).toArray(double[][]::new);
        return IntStream.of(Domination.front(losses)).map(i -> candidates[i]).toArray();
    }

    private static double[] believed(List<Posterior> posteriors, double[] pending) {
        double[] means = new double[posteriors.size()];
        for (int k = 0; k < means.length; k++) {
            Posterior posterior = posteriors.get(k);
            means[k] = posterior.mean(posterior.encode(pending));
            posterior.believe(pending);
        }
        return means;
    }

    /** Beyond all trials, or a little beyond the front, and then at least where three quarters of all trials lie. */
    private static double[] reference(double[][] values, int[] front, Aim aim) {
        double[] reference = new double[values[0].length];
        for (int k = 0; k < reference.length; k++) {
            int of = k;
            double[] all = Arrays.stream(values)
                    .mapToDouble(value -> value[of])
                    .sorted()
                    .toArray();
            double[] own =
                    IntStream.of(front).mapToDouble(i -> values[i][of]).sorted().toArray();
            double worst = own[own.length - 1];
            double most = all[all.length - 1];
            double counted = aim == Aim.EXTEND
                    ? most
                    : Math.max(worst + BEYOND * (worst - own[0]), all[3 * (all.length - 1) / 4]);
            reference[k] = counted + BEYOND * BEYOND * (most - all[0]);
        }
        return reference;
    }

    /** The members of the front that dominate most together, one after the other. */
    private List<double[]> incumbents(double[][] values, int[] front, double... reference) {
        double[][] losses = IntStream.of(front).mapToObj(i -> values[i]).toArray(double[][]::new);
        return IntStream.of(Hypervolume.subset(losses, Math.min(INCUMBENTS, front.length), reference))
                .mapToObj(i -> sample.entries().get(front[i]).point())
                .toList();
    }

    private Optional<double[]> weighed(Models current, History history, SeededStream random) {
        double[] weighed = weigh(history.objectives(), random);
        Model.Fitted fitted = new Model(history.cube(), current.prior()).fit(sample.entries(), weighed);
        if (fitted == null) {
            return Optional.empty();
        }
        double target = fitted.target(weighed);
        history.pending().forEach(fitted.posterior()::believe);
        List<double[]> incumbents = IntStream.range(0, weighed.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> weighed[i]))
                .limit(INCUMBENTS)
                .map(i -> sample.entries().get(i).point())
                .toList();
        Region region = random.nextBoolean() ? Region.everywhere(history.cube()) : nearby(incumbents, random);
        return maximize(
                new LogImprovement(fitted.posterior(), target),
                current.violations(),
                region,
                incumbents,
                history,
                random);
    }

    /** Return the largest of the weighted losses of each trial, on a scale from 0 to 1, and a little of all of them. */
    private double[] weigh(int objectives, SeededStream random) {
        double[] weights = new double[objectives];
        double sum = 0;
        for (int k = 0; k < objectives; k++) {
            weights[k] = -StrictMath.log(1 - random.nextDouble());
            sum += weights[k];
        }
        double[] largest = new double[sample.entries().size()];
        double[] all = new double[largest.length];
        for (int k = 0; k < objectives; k++) {
            double[] losses = sample.losses(k);
            double[] sorted = losses.clone();
            Arrays.sort(sorted);
            double width = sorted[sorted.length - 1] - sorted[0];
            for (int i = 0; i < losses.length; i++) {
                double weighted = width > 0 ? weights[k] / sum * ((losses[i] - sorted[0]) / width) : 0;
                largest[i] = Math.max(largest[i], weighted);
                all[i] += ALL * weighted;
            }
        }
        Arrays.setAll(largest, i -> largest[i] + all[i]);
        return largest;
    }

    private Optional<double[]> maximize(
            Acquisition improvement,
            Model ofViolations,
            Region region,
            List<double[]> incumbents,
            History history,
            SeededStream random) {
        double[] violations = sample.violations();
        Acquisition acquisition = improvement;
        if (Arrays.stream(violations).anyMatch(violation -> violation > 0)) {
            Model.Fitted fitted = ofViolations.update(sample.entries(), violations);
            acquisition = Feasibility.weigh(improvement, fitted, violations, history.best() != null);
        }
        return new Maximizer(history.cube(), SPREAD).maximize(acquisition, region, history, incumbents, random);
    }

    /** Return the neighbourhood of one of the incumbents, small or large. */
    private static Region nearby(List<double[]> incumbents, SeededStream random) {
        double[] center = GpProposer.filled(incumbents.get(random.nextInt(incumbents.size())), random);
        double[] halves = new double[center.length];
        Arrays.fill(halves, NEARBY * StrictMath.pow(NEARBY_RANGE, random.nextDouble()));
        return Region.around(center, halves);
    }
}
