package dev.jtune.importance;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.numeric.Exp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the values of the best trials with those of all trials, parameter by parameter.
 *
 * <p>A parameter's importance is Pearson's divergence of the two densities where it exists, by how often it does in both groups;
 * where it does not exist, it contributes nothing. Densities are sums of kernels with Scott's bandwidth on a grid of cells, plus a
 * uniform prior of one trial.
 */
final class PedAnova {
    private static final int RESAMPLES = 20;
    private static final int MOST_CELLS = 50;
    private static final double TOP = 0.1;
    /** Half a cell is at least so many standard deviations of a kernel, of which 90 % lie in its cell then. */
    private static final double NARROWEST = 0.5 / 1.64;

    private final Trials trials;
    private final int dimensions;
    private final int[][] cell;
    private final int[] cells;

    private PedAnova(Trials trials) {
        this.trials = trials;
        this.dimensions = trials.cube().size();
        this.cells = new int[dimensions];
        this.cell = new int[dimensions][trials.size()];
        for (int j = 0; j < dimensions; j++) {
            Dimension dimension = trials.cube().dimension(j);
            boolean each = dimension.isCategorical() || (dimension.isDiscrete() && dimension.size() <= MOST_CELLS);
            cells[j] = each ? (int) dimension.size() : MOST_CELLS;
            for (int i = 0; i < trials.size(); i++) {
                double unit = trials.points()[i][j];
                cell[j][i] = Double.isNaN(unit) ? -1 : each ? (int) dimension.index(unit) : (int) (unit * MOST_CELLS);
            }
        }
    }

    /** Return the importance of each coordinate. */
    static List<Importance> of(Trials trials) {
        return new PedAnova(trials).importances();
    }

    private List<Importance> importances() {
        int[] all = new int[trials.size()];
        Arrays.setAll(all, i -> i);
        double[] shares = shares(all);
        double[][] resampled = new double[RESAMPLES][];
        for (int b = 0; b < RESAMPLES; b++) {
            SeededStream random = SeededStream.of(0, "ped-anova", b);
            int[] members = new int[trials.size()];
            Arrays.setAll(members, i -> random.nextInt(trials.size()));
            resampled[b] = shares(members);
        }
        double[] errors = Trials.spread(resampled);
        List<Importance> importances = new ArrayList<>();
        for (int j = 0; j < dimensions; j++) {
            importances.add(new Importance(trials.cube().params().get(j), shares[j], errors[j], trials.having(j)));
        }
        return importances;
    }

    /** Return the shares of the coordinates, read from some trials. */
    private double[] shares(int... members) {
        double limit = limit(members);
        double[] shares = new double[dimensions];
        double sum = 0;
        for (int j = 0; j < dimensions; j++) {
            shares[j] = divergence(j, limit, members);
            sum += shares[j];
        }
        for (int j = 0; j < dimensions; j++) {
            shares[j] = sum > 0 ? shares[j] / sum : 0;
        }
        return shares;
    }

    /** Return the largest loss of the best tenth. */
    private double limit(int... members) {
        double[] losses = Arrays.stream(members)
                .mapToDouble(i -> trials.losses()[i])
                .sorted()
                .toArray();
        return losses[(int) Math.ceil(TOP * losses.length) - 1];
    }

    private double divergence(int j, double limit, int... members) {
        double[] top = new double[cells[j]];
        double[] region = new double[cells[j]];
        int tops = 0;
        int activeTops = 0;
        int active = 0;
        for (int member : members) {
            boolean isTop = trials.losses()[member] <= limit;
            int at = cell[j][member];
            tops += isTop ? 1 : 0;
            if (at >= 0) {
                active++;
                region[at]++;
                if (isTop) {
                    activeTops++;
                    top[at]++;
                }
            }
        }
        if (activeTops == 0 || tops == members.length) {
            return 0;
        }
        boolean ordered = !trials.cube().dimension(j).isCategorical();
        double[] topDensity = density(top, activeTops, ordered);
        double[] density = density(region, active, ordered);
        double divergence = 0;
        for (int c = 0; c < density.length; c++) {
            double ratio = topDensity[c] / density[c] - 1;
            divergence += density[c] * ratio * ratio;
        }
        double topShare = (double) activeTops / tops;
        double share = (double) active / members.length;
        return topShare * topShare / share * divergence;
    }

    /** Return the probability of each cell. */
    private static double[] density(double[] counts, int total, boolean ordered) {
        double[] density = new double[counts.length];
        Arrays.fill(density, 1.0 / counts.length);
        double width = ordered ? bandwidth(counts, total) : 0;
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] > 0 && ordered) {
                addKernel(density, at, width, counts[at]);
            } else {
                density[at] += counts[at];
            }
        }
        for (int c = 0; c < density.length; c++) {
            density[c] /= total + 1.0;
        }
        return density;
    }

    private static void addKernel(double[] density, int at, double width, double weight) {
        double[] kernel = new double[density.length];
        double sum = 0;
        for (int c = 0; c < kernel.length; c++) {
            double distance = (c - at) / width;
            kernel[c] = Exp.exp(-distance * distance / 2);
            sum += kernel[c];
        }
        for (int c = 0; c < kernel.length; c++) {
            density[c] += weight * kernel[c] / sum;
        }
    }

    /** Scott's rule, in cells. */
    private static double bandwidth(double[] counts, int total) {
        double mean = 0;
        for (int c = 0; c < counts.length; c++) {
            mean += c * counts[c] / total;
        }
        double variance = 0;
        for (int c = 0; c < counts.length; c++) {
            variance += (c - mean) * (c - mean) * counts[c] / Math.max(1, total - 1);
        }
        double range = quantile(counts, 0.75 * total) - quantile(counts, 0.25 * total);
        double spread = Math.min(range / 1.34, Math.sqrt(variance));
        return Math.max(NARROWEST, 1.059 * spread * StrictMath.pow(total, -0.2));
    }

    private static int quantile(double[] counts, double rank) {
        double seen = 0;
        for (int c = 0; c < counts.length; c++) {
            seen += counts[c];
            if (seen >= rank) {
                return c;
            }
        }
        return counts.length - 1;
    }
}
