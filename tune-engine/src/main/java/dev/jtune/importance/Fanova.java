package dev.jtune.importance;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Functional analysis of variance on a forest.
 *
 * <p>Trees are grown on resampled trials and evaluated at points that fill the space. The points that have a parameter are put into
 * groups by its value: the variance between the groups is what the parameter explains. It counts by the share of the points that have
 * the parameter, so that with the variance between branches, which the parent of a condition explains, the parts sum to at most the
 * whole.
 */
final class Fanova {
    private static final int RESAMPLES = 10;
    private static final int TREES = 4;
    private static final int POINTS = 1024;
    private static final int GROUPS = 16;
    /** With more, chance alone would put much between them. */
    private static final int MOST_CATEGORIES = 64;
    /** More trials to a tree take longer and change little. */
    private static final int MOST_TRIALS = 1000;

    private final Trials trials;
    private final UnitCube cube;
    private final double[] losses;
    private final Bins[] bins;
    private final int[][] binned;
    private final double[][] points = new double[POINTS][];
    private final int[][] pointBins;

    private Fanova(Trials trials) {
        this.trials = trials;
        this.cube = trials.cube();
        this.losses = scaled(trials.losses());
        SobolPoints sequence = SobolPoints.scrambled(cube.size(), SeededStream.of(0, "fanova", 0));
        for (int i = 0; i < POINTS; i++) {
            points[i] = cube.settle(sequence.point(i));
        }
        this.bins = new Bins[cube.size()];
        this.binned = new int[cube.size()][];
        this.pointBins = new int[cube.size()][];
        for (int j = 0; j < bins.length; j++) {
            bins[j] = Bins.of(cube.dimension(j), trials.points(), j);
            binned[j] = binned(j, trials.points());
            pointBins[j] = binned(j, points);
        }
    }

    private int[] binned(int j, double[]... of) {
        return Arrays.stream(of).mapToInt(point -> bins[j].of(point[j])).toArray();
    }

    /** Return the importance of each coordinate. */
    static List<Importance> of(Trials trials) {
        return trials.cube().size() == 0 ? List.of() : new Fanova(trials).importances();
    }

    /**
     * Bring losses to a range of about 1, and those of trials that diverged to the outer fence (Tukey, 1977): a single one would be all of
     * the variance.
     */
    private static double[] scaled(double... losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double low = sorted[sorted.length / 4];
        double high = sorted[3 * sorted.length / 4];
        double range = high / 2 - low / 2; // halves do not overflow
        if (range == 0) {
            low = sorted[0];
            range = sorted[sorted.length - 1] / 2 - low / 2;
        }
        double[] scaled = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            double position = range == 0 ? 0 : (losses[i] / 2 - low / 2) / range;
            scaled[i] = Math.max(-3, Math.min(4, position));
        }
        return scaled;
    }

    private List<Importance> importances() {
        double[][] resampled = new double[RESAMPLES][];
        double[] forest = new double[POINTS];
        int size = Math.min(MOST_TRIALS, trials.size());
        for (int b = 0; b < RESAMPLES; b++) {
            double[] predicted = new double[POINTS];
            SeededStream random = SeededStream.of(0, "fanova", b + 1L);
            int[] members = new int[size];
            for (int i = 0; i < size; i++) {
                members[i] = random.nextInt(trials.size());
            }
            for (int t = 0; t < TREES; t++) {
                Tree tree = new Tree(bins, binned, losses, members, random);
                for (int i = 0; i < POINTS; i++) {
                    predicted[i] += tree.at(pointBins, i);
                }
            }
            resampled[b] = shares(predicted);
            for (int i = 0; i < POINTS; i++) {
                forest[i] += predicted[i];
            }
        }
        double[] shares = shares(forest);
        double[] errors = Trials.spread(resampled);
        // an error goes down with the root of the trials, of which each resample has only so many
        double scale = Math.sqrt((double) size / trials.size());
        List<Importance> importances = new ArrayList<>();
        for (int j = 0; j < shares.length; j++) {
            importances.add(new Importance(cube.params().get(j), shares[j], errors[j] * scale, trials.having(j)));
        }
        return importances;
    }

    private double[] shares(double... predicted) {
        double mean = Arrays.stream(predicted).sum() / POINTS;
        double variance = Arrays.stream(predicted)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / POINTS;
        double[] shares = new double[cube.size()];
        for (int j = 0; j < shares.length; j++) {
            shares[j] = variance > 0 ? Math.min(1, between(j, predicted) / POINTS / variance) : 0;
        }
        return shares;
    }

    /** Return the sum of squares between the groups of a coordinate. */
    private double between(int j, double... predicted) {
        Dimension dimension = cube.dimension(j);
        int most = dimension.isCategorical() ? MOST_CATEGORIES : GROUPS;
        int groups = dimension.isDiscrete() ? (int) Math.min(most, dimension.size()) : most;
        double[] sums = new double[groups];
        int[] counts = new int[groups];
        double sum = 0;
        int count = 0;
        for (int i = 0; i < POINTS; i++) {
            double unit = points[i][j];
            if (!Double.isNaN(unit)) {
                int group = (int) (unit * groups);
                sums[group] += predicted[i];
                counts[group]++;
                sum += predicted[i];
                count++;
            }
        }
        double grouped = 0;
        for (int group = 0; group < groups; group++) {
            grouped += counts[group] > 0 ? sums[group] * sums[group] / counts[group] : 0;
        }
        return count > 0 ? Math.max(0, grouped - sum * sum / count) : 0;
    }
}
