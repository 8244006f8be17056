package dev.jtune.search.gp;

import dev.jtune.search.cube.History;
import dev.jtune.search.numeric.Exp;
import dev.jtune.search.numeric.Normal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of what evaluating a point is expected to gain for the trial that is recommended afterwards: the one of the least mean,
 * whose choice the evaluation may change.
 *
 * <p>The result moves the mean of each trial along a line, whose slope is the covariance of its value with the result; the gain is the
 * expected height of the lines' upper envelope above the highest of today. Without noise it is the expected improvement. A trial under
 * way counts as one that may be recommended. Not safe for use by several threads at once.
 *
 * <p>Source: W. Scott, P. Frazier and W. Powell, The Correlated Knowledge Gradient for Simulation Optimization of Continuous Parameters Using
 * Gaussian Process Regression (2011).
 */
final class KnowledgeGradient implements Acquisition {
    private static final double LEAST_VARIANCE = 1e-12;

    private final Posterior posterior;
    private final int n;
    private final double least;
    private final double noise;
    private final double deviation;
    /** Lines by trial, of means below 0 so that the highest is the best; the last is the point's own. */
    private final double[] heights;

    private final double[] slopes;
    /** The lines of the envelope from left to right, and where each begins. */
    private final int[] envelope;

    private final double[] cuts;
    private final double[] byCovariance;
    private int lines;
    private double logGain;

    /**
     * Create an acquisition.
     *
     * @param entries the trials that the posterior has seen, in its order and before any that it only believes, at least one of them feasible
     */
    KnowledgeGradient(Posterior posterior, List<History.Entry> entries) {
        this.posterior = posterior;
        this.n = posterior.size();
        this.noise = posterior.noiseShare();
        this.deviation = posterior.deviation();
        this.heights = new double[n + 1];
        this.slopes = new double[n + 1];
        this.envelope = new int[n + 1];
        this.cuts = new double[n + 1];
        this.byCovariance = new double[n];
        double[] row = new double[posterior.inputs().dimensions()];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            posterior.inputs().row(i, row);
            boolean eligible = i >= entries.size() || entries.get(i).feasible();
            heights[i] = eligible ? -posterior.mean(row) : Double.NEGATIVE_INFINITY;
            highest = Math.max(highest, heights[i]);
        }
        this.least = -highest;
    }

    @Override
    public double[] at(List<double[]> points) {
        return points.stream()
                .mapToDouble(point -> value(posterior.encode(point), null))
                .toArray();
    }

    @Override
    public double at(double[] point, int[] moving, double[] slope) {
        double[] all = new double[point.length];
        double value = value(posterior.encode(point), all);
        for (int i = 0; i < moving.length; i++) {
            slope[i] = all[moving[i]];
        }
        return value;
    }

    private double value(double[] point, double @Nullable [] gradient) {
        double[] correlations = posterior.correlations(point);
        double[] explaining = correlations.clone();
        posterior.solve(explaining);
        double explained = 0;
        for (int i = 0; i < n; i++) {
            explained += explaining[i] * correlations[i];
        }
        double variance = Math.max(LEAST_VARIANCE, 1 - explained);
        double ofResult = Math.sqrt(variance + noise);
        for (int i = 0; i < n; i++) {
            slopes[i] = deviation * noise * explaining[i] / ofResult;
        }
        heights[n] = -posterior.meanOf(correlations);
        slopes[n] = deviation * variance / ofResult;
        envelop();
        logGain = logGain();
        if (gradient != null) {
            differentiate(point, explaining, variance, ofResult, gradient);
        }
        return logGain;
    }

    /** Find the lines of the upper envelope, each by where it first crosses the one before. */
    private void envelop() {
        int at = n;
        for (int i = 0; i < n; i++) {
            boolean steeper = slopes[i] < slopes[at] || (slopes[i] == slopes[at] && heights[i] > heights[at]);
            at = heights[i] > Double.NEGATIVE_INFINITY && steeper ? i : at;
        }
        lines = 0;
        envelope[lines++] = at;
        for (int next = next(at); next >= 0; next = next(at)) {
            cuts[lines] = crossing(at, next);
            envelope[lines++] = next;
            at = next;
        }
    }

    private int next(int at) {
        int next = -1;
        double cut = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= n; i++) {
            if (slopes[i] > slopes[at] && heights[i] > Double.NEGATIVE_INFINITY) {
                double crossing = crossing(at, i);
                if (crossing < cut || (next >= 0 && crossing == cut && slopes[i] > slopes[next])) {
                    cut = crossing;
                    next = i;
                }
            }
        }
        return next;
    }

    private double crossing(int flatter, int steeper) {
        return (heights[flatter] - heights[steeper]) / (slopes[steeper] - slopes[flatter]);
    }

    /** Sum what is gained at each cut, and the lead of the point's own mean: what is there to gain for certain. */
    private double logGain() {
        double[] logs = new double[lines];
        double lead = heights[n] + least;
        logs[0] = lead > 0 ? StrictMath.log(lead) : Double.NEGATIVE_INFINITY;
        double most = logs[0];
        for (int e = 1; e < lines; e++) {
            logs[e] = StrictMath.log(slopes[envelope[e]] - slopes[envelope[e - 1]])
                    + Improvement.logH(-Math.abs(cuts[e]));
            most = Math.max(most, logs[e]);
        }
        if (most == Double.NEGATIVE_INFINITY) {
            return -Double.MAX_VALUE;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Exp.exp(log - most);
        }
        return most + StrictMath.log(sum);
    }

    private void differentiate(
            double[] point, double[] explaining, double variance, double ofResult, double[] gradient) {
        double byHeight = 0;
        double bySlope = 0;
        double byResult = 0;
        Arrays.fill(byCovariance, 0);
        for (int e = 0; e < lines; e++) {
            double from = e == 0 ? Double.NEGATIVE_INFINITY : cuts[e];
            double to = e == lines - 1 ? Double.POSITIVE_INFINITY : cuts[e + 1];
            double share = density(from) - density(to);
            if (envelope[e] == n) {
                bySlope = share;
                byHeight = mass(from, to);
            } else {
                byCovariance[envelope[e]] = share;
                byResult += share * explaining[envelope[e]];
            }
        }
        posterior.solve(byCovariance);
        int d = point.length;
        double[] ofMean = new double[d];
        double[] ofExplained = new double[d];
        double[] ofCovariance = new double[d];
        posterior.differentiate(point, List.of(explaining, byCovariance), ofMean, List.of(ofExplained, ofCovariance));
        for (int j = 0; j < d; j++) {
            double ofVariance = -2 * ofExplained[j];
            double relative = ofVariance / (2 * ofResult * ofResult);
            double ofOwn = (ofVariance - variance * relative) / ofResult;
            double ofOthers = noise * (ofCovariance[j] - byResult * relative) / ofResult;
            gradient[j] = deviation * (bySlope * ofOwn + ofOthers) - byHeight * ofMean[j];
        }
    }

    /** Return the normal density over the gain. */
    private double density(double x) {
        return Double.isInfinite(x) ? 0 : Exp.exp(Normal.logPdf(x) - logGain);
    }

    /** Return the probability between two numbers over the gain. */
    private double mass(double from, double to) {
        if (from >= 0) {
            return tail(from) - tail(to);
        }
        return to <= 0 ? tail(-to) - tail(-from) : Exp.exp(-logGain) - tail(-from) - tail(to);
    }

    private double tail(double x) {
        return Double.isInfinite(x) ? 0 : density(x) * Mills.ratio(x);
    }
}
