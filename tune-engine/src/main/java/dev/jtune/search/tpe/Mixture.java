package dev.jtune.search.tpe;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.numeric.Exp;
import java.util.Arrays;
import java.util.List;

/**
 * A density over a cube: a weighted sum of kernels, one for each of some trials and a wide one for knowing nothing, each of which
 * is a product over the coordinates.
 *
 * <p>Parameters that do not exist at a point take no part in its density, so that the branches of a conditional space are
 * modelled where they exist, together with what they have in common.
 */
final class Mixture {
    private static final int BLOCK = 256;
    /** A kernel smaller than the largest by e to this power is left out. */
    private static final double NEGLIGIBLE = -36;

    private static final int PRIOR = 0;

    private final Column[] columns;
    private final boolean ramp;
    private double[] share = new double[16];
    private double[] base = new double[16];
    private boolean[] stale = new boolean[16];
    private int[] members = new int[16];
    private int[] ages = new int[16];
    private int count;
    private int used = 1;
    private int[] free = new int[4];
    private int freed;
    private double total;

    private final double[] sums = new double[BLOCK];

    /**
     * Create the density without a trial.
     *
     * @param ramp whether old trials count less
     */
    Mixture(UnitCube cube, boolean ramp) {
        this.ramp = ramp;
        List<Dimension> dimensions = cube.dimensions();
        this.columns = new Column[dimensions.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(dimensions.get(i), share.length);
            columns[i].addPrior(PRIOR);
        }
        stale[PRIOR] = true;
    }

    int size() {
        return count;
    }

    /**
     * Add the kernel of a trial.
     *
     * @param age tells trials apart and which is older: that with the smaller one
     */
    void add(int age, double[] point) {
        int slot = freed > 0 ? free[--freed] : used++;
        if (slot == share.length) {
            grow(2 * slot);
        }
        for (int j = 0; j < columns.length; j++) {
            columns[j].add(slot, point[j], stale);
        }
        stale[slot] = true;
        if (count == members.length) {
            members = Arrays.copyOf(members, 2 * count);
            ages = Arrays.copyOf(ages, 2 * count);
        }
        int place = -1 - Arrays.binarySearch(ages, 0, count, age);
        System.arraycopy(members, place, members, place + 1, count - place);
        System.arraycopy(ages, place, ages, place + 1, count - place);
        members[place] = slot;
        ages[place] = age;
        count++;
    }

    /** Remove the kernel of a trial that was added. */
    void remove(int age, double[] point) {
        int place = Arrays.binarySearch(ages, 0, count, age);
        int slot = members[place];
        count--;
        System.arraycopy(members, place + 1, members, place, count - place);
        System.arraycopy(ages, place + 1, ages, place, count - place);
        for (int j = 0; j < columns.length; j++) {
            columns[j].remove(slot, point[j], stale);
        }
        share[slot] = 0;
        base[slot] = Double.NEGATIVE_INFINITY;
        stale[slot] = false;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = slot;
    }

    private void grow(int capacity) {
        share = Arrays.copyOf(share, capacity);
        base = Arrays.copyOf(base, capacity);
        stale = Arrays.copyOf(stale, capacity);
        for (Column column : columns) {
            column.grow(capacity);
        }
    }

    /** Set the least width of kernels, as a share of what it is by itself. */
    void sharpen(double share) {
        for (Column column : columns) {
            column.sharpen(share, stale);
        }
    }

    /** Make ready for drawing and for densities, after trials were added or removed. */
    void prepare() {
        int recent = 25;
        total = 1;
        share[PRIOR] = 1;
        int old = ramp ? Math.max(0, count - recent) : 0;
        for (int i = 0; i < count; i++) {
            double weight = i >= old ? 1 : old == 1 ? 1.0 / count : 1.0 / count + (1 - 1.0 / count) * i / (old - 1.0);
            share[members[i]] = weight;
            total += weight;
        }
        for (int slot = 0; slot < used; slot++) {
            if (stale[slot]) {
                stale[slot] = false;
                base[slot] = 0;
                for (Column column : columns) {
                    if (!column.conditional()) {
                        base[slot] += column.constant(slot);
                    }
                }
            }
        }
    }

    /** Draw a kernel, each as often as its weight says. */
    int drawKernel(SeededStream random) {
        double rest = random.nextDouble() * total - 1;
        for (int i = 0; i < count; i++) {
            if (rest < 0) {
                return i == 0 ? PRIOR : members[i - 1];
            }
            rest -= share[members[i]];
        }
        return count == 0 || rest >= 0 ? PRIOR : members[count - 1];
    }

    /** Draw a coordinate from a kernel. */
    double draw(int kernel, int coordinate, SeededStream random) {
        return columns[coordinate].draw(kernel, random);
    }

    /** Return the logarithm of the density at each of some points, up to a common constant. */
    void logDensities(double[][] points, boolean[][] active, double[] result) {
        int size = points.length;
        double[] largest = new double[size];
        double[] sum = new double[size];
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int from = 0; from < used; from += BLOCK) {
            int length = Math.min(BLOCK, used - from);
            for (int c = 0; c < size; c++) {
                logKernels(points[c], active[c], from, length);
                double most = largest[c];
                for (int i = 0; i < length; i++) {
                    most = Math.max(most, sums[i]);
                }
                double whole = sum[c] * Exp.exp(largest[c] - most);
                for (int i = 0; i < length; i++) {
                    double less = sums[i] - most;
                    if (less > NEGLIGIBLE) {
                        whole += share[from + i] * Exp.exp(less);
                    }
                }
                largest[c] = most;
                sum[c] = whole;
            }
        }
        for (int c = 0; c < size; c++) {
            result[c] = largest[c] + StrictMath.log(sum[c] / total);
        }
    }

    private void logKernels(double[] point, boolean[] active, int from, int length) {
        System.arraycopy(base, from, sums, 0, length);
        for (int j = 0; j < columns.length; j++) {
            Column column = columns[j];
            if (column.conditional()) {
                if (!active[j]) {
                    continue;
                }
                column.addConstantTo(sums, from, length);
            }
            column.addTo(sums, from, length, column.encode(point[j]));
        }
    }
}
