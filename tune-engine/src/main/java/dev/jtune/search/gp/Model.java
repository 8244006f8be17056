package dev.jtune.search.gp;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian process of some trials' losses: hyperparameters, kernel and scale of the losses, each chosen by the evidence.
 *
 * <p>It is fitted anew as the trials grow in number, and only takes them in between. Not safe for use by several threads at once.
 */
final class Model {
    /** Few trials are soon different ones: kernel and scale are chosen again when they have grown by the factor, and from the start. */
    private static final int FEW = 64;

    private static final double GROWTH = 1.3;
    /** After so many fits kernel and scale are chosen again in any case. */
    private static final int PATIENCE = 4;

    private static final int FIRST_ITERATIONS = 30;
    private static final int NEXT_ITERATIONS = 15;
    /** With more noise, the best loss that was seen may be luck. */
    private static final double LUCK = 1e-4;

    private final UnitCube cube;
    private final Fit.NoisePrior prior;
    private final List<Warp.Shape> shapes;
    private final int patience;
    private Warp.Shape shape = Warp.Shape.LINEAR;
    private @Nullable Hyperparameters hyper;
    private @Nullable Fitted fitted;
    private int fittedAt;
    private int selectedAt;
    private int fits;

    /** Create a model that chooses the scale of the losses. */
    Model(UnitCube cube, Fit.NoisePrior prior) {
        this(cube, prior, shapes(prior), PATIENCE);
    }

    /** A bent scale would make noise smaller where losses are bad and larger where they are good. */
    private static List<Warp.Shape> shapes(Fit.NoisePrior prior) {
        return prior.equals(Fit.NoisePrior.NOISY)
                ? List.of(Warp.Shape.LINEAR, Warp.Shape.ROOT, Warp.Shape.LOG)
                : List.of(Warp.Shape.values());
    }

    /** Create a model that chooses one of some scales. */
    Model(UnitCube cube, Fit.NoisePrior prior, List<Warp.Shape> shapes) {
        this(cube, prior, shapes, PATIENCE);
    }

    private Model(UnitCube cube, Fit.NoisePrior prior, List<Warp.Shape> shapes, int patience) {
        this.cube = cube;
        this.prior = prior;
        this.shapes = shapes;
        this.patience = patience;
    }

    /** Create a model for trials that are others each time: it chooses kernel and scale at every fit. */
    static Model ofChanging(UnitCube cube, Fit.NoisePrior prior) {
        return new Model(cube, prior, shapes(prior), 0);
    }

    /**
     * What came of a fit.
     *
     * @param warp the scale of the values
     */
    record Fitted(Posterior posterior, Warp warp) {
        /** Return the value to improve on: the least, but where there is noise no less than the model thinks any trial is worth. */
        double target(double[] losses) {
            double least = warp.map(warp.lowest());
            return isNoisy() ? Math.max(least, posterior.leastMean(losses.length)) : least;
        }

        /** Tell whether a loss may owe much to luck, so that the least one need not be the best. */
        boolean isNoisy() {
            return posterior.hyperparameters().noise() > LUCK;
        }

        /**
         * Return the trial that is thought best among those that keep all constraints; -1 where none does.
         *
         * <p>What the model does not explain is noise or the function's own doing, and repeats tell how much of it is noise. The rest is
         * true of a configuration, as far as the mean of its evaluations can be trusted.
         *
         * @param noiseShare which share of it is believed to be noise as long as nothing was repeated, above 0 and at most 1
         */
        int best(List<History.Entry> entries, double[] losses, double noiseShare) {
            Repeats repeats = new Repeats(entries, warp.map(losses));
            double unexplained = posterior.noiseVariance();
            double noise = Math.min(unexplained, repeats.noise(noiseShare * unexplained));
            double own = unexplained - noise;
            double least = Double.POSITIVE_INFINITY;
            int best = -1;
            for (int i = 0; i < losses.length; i++) {
                if (repeats.count(i) > 0) {
                    double mean = posterior.mean(posterior.encode(entries.get(i).point()));
                    double value = mean + own / (own + noise / repeats.count(i)) * (repeats.mean(i) - mean);
                    if (value < least) {
                        least = value;
                        best = i;
                    }
                }
            }
            return best;
        }

        /** Return what the trials are worth on this scale: what was seen, or, where there is noise, what the model makes of it. */
        double[] values(double[] losses) {
            double[] values = warp.map(losses);
            if (posterior.hyperparameters().noise() > LUCK) {
                double[] point = new double[posterior.inputs().dimensions()];
                for (int i = 0; i < values.length; i++) {
                    posterior.inputs().row(i, point);
                    values[i] = posterior.mean(point);
                }
            }
            return values;
        }
    }

    /**
     * Take trials in: all that were taken in by the call before, in the same order, and any more.
     *
     * @return {@code null} where the numbers allow no model
     */
    @Nullable
    Fitted update(List<History.Entry> entries, double[] losses) {
        int n = losses.length;
        Fitted before = fitted;
        if (before == null
                || n - fittedAt >= interval(n)
                || n < before.posterior().size()) {
            return fit(entries, losses);
        }
        for (int i = before.posterior().size(); i < n; i++) {
            if (losses[i] < before.warp().lowest()
                    || !before.posterior()
                            .add(entries.get(i).point(), before.warp().map(losses[i]))) {
                return condition(entries, losses);
            }
        }
        return before;
    }

    private static int interval(int n) {
        return n < 20 ? 1 : n < 60 ? 2 : n < 120 ? 5 : 10;
    }

    /** Fit anew: choose kernel and scale where there is much that is new, else go on from the hyperparameters of before. */
    @Nullable
    Fitted fit(List<History.Entry> entries, double[] losses) {
        int n = losses.length;
        Hyperparameters before = hyper;
        if (before == null || fits >= patience || (n <= FEW && n >= GROWTH * selectedAt)) {
            select(inputs(entries), losses, before);
            selectedAt = n;
            fits = 0;
        } else {
            fits++;
            Fit fit = new Fit(inputs(entries), Warp.of(shape, losses).map(losses), before.kernel(), prior);
            hyper = fit.from(fit.start(before), NEXT_ITERATIONS).hyper();
        }
        fittedAt = n;
        return condition(entries, losses);
    }

    /** Choose the scale with one kernel, then the kernel on that scale. */
    private void select(Inputs inputs, double[] losses, @Nullable Hyperparameters before) {
        Kernel kernel = before == null ? Kernel.MATERN : before.kernel();
        double most = Double.NEGATIVE_INFINITY;
        for (Warp.Shape candidate : shapes) {
            Warp warp = Warp.of(candidate, losses);
            Fit.Best best = best(inputs, warp.map(losses), kernel, before);
            double evidence = best.evidence() + warp.logSlopes(losses);
            if (evidence > most || candidate == shapes.get(0)) {
                most = evidence;
                shape = candidate;
                hyper = best.hyper();
            }
        }
        Warp warp = Warp.of(shape, losses);
        Kernel other = kernel == Kernel.MATERN ? Kernel.SQUARED_EXPONENTIAL : Kernel.MATERN;
        Fit.Best best = best(inputs, warp.map(losses), other, before);
        if (best.evidence() + warp.logSlopes(losses) > most) {
            hyper = best.hyper();
        }
    }

    private Fit.Best best(Inputs inputs, double[] values, Kernel kernel, @Nullable Hyperparameters before) {
        Fit fit = new Fit(inputs, values, kernel, prior);
        return before == null || values.length <= FEW
                ? fit.from(fit.start(), FIRST_ITERATIONS)
                : fit.from(fit.start(before), NEXT_ITERATIONS);
    }

    private Inputs inputs(List<History.Entry> entries) {
        Inputs inputs = new Inputs(cube, entries.size() + 16);
        for (History.Entry entry : entries) {
            inputs.add(entry.point());
        }
        return inputs;
    }

    private @Nullable Fitted condition(List<History.Entry> entries, double[] losses) {
        Hyperparameters settled = hyper;
        Warp warp = Warp.of(shape, losses);
        Posterior posterior = settled == null ? null : Posterior.of(inputs(entries), warp.map(losses), settled);
        fitted = posterior == null ? null : new Fitted(posterior, warp);
        return fitted;
    }
}
