package dev.jtune.search.gp;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * How much better than the best trial any configuration may still be, as a Gaussian process sees it.
 *
 * <p>The bound is the least upper confidence bound of the trials less the least lower confidence bound of the space, which is looked for
 * at points that fill it and around the best trials. Losses beyond Tukey's outer fence count as the fence.
 *
 * <p>Source: A. Makarova and others, Automatic termination for hyperparameter optimization, AutoML 2022.
 *
 * @param regret the bound, in units of the loss; not negative
 * @param noise standard deviation of the noise that the model sees, in units of the loss
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RegretBound(double regret, double noise) {
    private static final int MOST_TRIALS = 200;
    private static final int SPREAD = 1024;
    private static final int BEST = 5;
    private static final int NEIGHBOURS = 64;
    private static final int ITERATIONS = 30;
    /** The probability that the bound fails. */
    private static final double DELTA = 0.1;
    /** What the confidence of theory is divided by in practice (Srinivas and others, 2010). */
    private static final double PRACTICE = 5;

    /**
     * Bound what may still be gained.
     *
     * @return empty where fewer than two trials have a loss, the space has no coordinates, or the numbers allow no model
     */
    public static Optional<RegretBound> of(History history, long seed) {
        List<History.Entry> entries = history.entries().stream()
                .filter(History.Entry::feasible)
                .sorted(Comparator.comparingDouble(History.Entry::loss))
                .limit(MOST_TRIALS)
                .toList();
        UnitCube cube = history.cube();
        if (entries.size() < 2 || cube.size() == 0) {
            return Optional.empty();
        }
        double[] losses = fenced(entries);
        Warp scale = Warp.of(Warp.Shape.LINEAR, losses);
        Posterior posterior = posterior(
                cube, entries, scale.map(losses), history.expectations().noisy());
        if (posterior == null) {
            return Optional.empty();
        }
        int n = entries.size();
        double confidence = Math.sqrt(
                2 / PRACTICE * StrictMath.log(cube.size() * (double) n * n * Math.PI * Math.PI / (6 * DELTA)));
        List<double[]> seen = entries.stream().map(History.Entry::point).toList();
        double upper = least(posterior, seen, confidence);
        double lower = least(posterior, candidates(cube, seen, SeededStream.of(seed, "regret", n)), -confidence);
        double unit = scale.spread() * scale.unit() * 2; // the scale halves losses
        double noise = Math.sqrt(posterior.noiseVariance());
        return Optional.of(new RegretBound(Math.max(0, upper - lower) * unit, noise * unit));
    }

    private static double[] fenced(List<History.Entry> entries) {
        double[] losses = entries.stream().mapToDouble(History.Entry::loss).toArray();
        double low = losses[losses.length / 4];
        double fence = low + 4 * (losses[3 * losses.length / 4] - low);
        return Arrays.stream(losses)
                .map(loss -> fence > low ? Math.min(loss, fence) : loss)
                .toArray();
    }

    private static @Nullable Posterior posterior(
            UnitCube cube, List<History.Entry> entries, double[] values, boolean noisy) {
        Inputs inputs = new Inputs(cube, entries.size());
        entries.forEach(entry -> inputs.add(entry.point()));
        Fit.Best best = null;
        for (Kernel kernel : Kernel.values()) {
            Fit fit = new Fit(inputs, values, kernel, noisy ? Fit.NoisePrior.NOISY : Fit.NoisePrior.EXACT);
            Fit.Best found = fit.from(fit.start(), ITERATIONS);
            best = best == null || found.evidence() > best.evidence() ? found : best;
        }
        return best == null ? null : Posterior.of(inputs, values, best.hyper());
    }

    /** Return points all over the space, and around the best trials. */
    private static List<double[]> candidates(UnitCube cube, List<double[]> seen, SeededStream random) {
        List<double[]> candidates = new ArrayList<>(seen);
        SobolPoints sequence = SobolPoints.scrambled(cube.size(), random);
        for (int i = 0; i < SPREAD; i++) {
            candidates.add(cube.settle(sequence.point(i)));
        }
        for (double[] best : seen.subList(0, Math.min(BEST, seen.size()))) {
            for (int i = 0; i < NEIGHBOURS; i++) {
                double width = 0.1 / (1 << (i % 4 * 2));
                double[] point = best.clone();
                for (int j = 0; j < point.length; j++) {
                    double moved =
                            Double.isNaN(point[j]) ? random.nextDouble() : point[j] + width * random.nextGaussian();
                    point[j] = Math.max(0, Math.min(Math.nextDown(1.0), moved));
                }
                candidates.add(cube.settle(point));
            }
        }
        return candidates.stream().filter(cube::admits).toList();
    }

    /** Return the least mean plus so many deviations. */
    private static double least(Posterior posterior, List<double[]> points, double deviations) {
        int count = points.size();
        double[] encoded = posterior.encode(points);
        double[] means = new double[count];
        double[] spreads = new double[count];
        posterior.predict(encoded, count, means, spreads);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, means[i] + deviations * spreads[i]);
        }
        return least;
    }
}
