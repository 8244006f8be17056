package dev.jtune.search.tpe;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.numeric.Exp;
import dev.jtune.search.numeric.Normal;
import java.util.Arrays;

/**
 * The kernels of a mixture along one coordinate.
 *
 * <p>A kernel's logarithm at x is {@code constant - weight * (x - centre)^2}, for categories with the square cut at 1 and their indices for
 * x: one loop over flat arrays serves all kinds. A kernel whose trial does not have the parameter is flat. Numbers have normal
 * kernels that are cut at the ends of the interval; those of discrete values are normalised over the values.
 */
final class Column {
    /** Up to it, a kernel of discrete values is normalised by their sum, above it as if they were real numbers. */
    private static final int SUMMED = 64;

    /** The least width of a kernel is the interval divided by the number of kernels, but no smaller part than this. */
    private static final int MOST_PARTS = 100;

    /** Beyond so many deviations a normal number never comes. */
    private static final double FAR = 8.3;

    private static final double LOG_SQRT_2_PI = 0.9189385332046728;

    private final boolean categorical;
    private final long values;
    private final Dimension dimension;
    private final boolean conditional;
    private final double[] middles;
    private final double[] widths;

    private double[] centre;
    private double[] weight;
    private double[] constant;
    private double[] width;
    private double[] deviation;
    private double[] below;
    private double[] mass;
    private double lastDeviation = Double.NaN;
    private double logOfLast;
    private int[] sorted = new int[16];
    private int present;
    private double sharpness = 1;

    Column(Dimension dimension, int capacity) {
        this.dimension = dimension;
        this.categorical = dimension.isCategorical();
        this.values = dimension.isDiscrete() ? dimension.size() : 0;
        this.conditional = !dimension.param().guard().clauses().isEmpty();
        int listed = !categorical && values > 0 && values <= SUMMED ? (int) values : 0;
        this.middles = new double[listed];
        this.widths = new double[listed];
        for (int i = 0; i < listed; i++) {
            middles[i] = dimension.middle(i);
            widths[i] = dimension.start(i + 1L) - dimension.start(i);
        }
        this.centre = new double[capacity];
        this.weight = new double[capacity];
        this.constant = new double[capacity];
        this.width = new double[capacity];
        this.deviation = new double[capacity];
        this.below = new double[capacity];
        this.mass = new double[capacity];
    }

    void grow(int capacity) {
        centre = Arrays.copyOf(centre, capacity);
        weight = Arrays.copyOf(weight, capacity);
        constant = Arrays.copyOf(constant, capacity);
        width = Arrays.copyOf(width, capacity);
        deviation = Arrays.copyOf(deviation, capacity);
        below = Arrays.copyOf(below, capacity);
        mass = Arrays.copyOf(mass, capacity);
    }

    boolean conditional() {
        return conditional;
    }

    /** Return the coordinate as kernels see it: the index of a category. */
    double encode(double coordinate) {
        return categorical ? dimension.index(coordinate) : coordinate;
    }

    /** Add the kernel of a trial; a coordinate of {@code NaN} gives a flat one. */
    void add(int slot, double coordinate, boolean[] stale) {
        if (Double.isNaN(coordinate)) {
            flatten(slot);
            stale[slot] = true;
            return;
        }
        centre[slot] = encode(coordinate);
        int place = place(slot);
        if (present == sorted.length) {
            sorted = Arrays.copyOf(sorted, 2 * present);
        }
        System.arraycopy(sorted, place, sorted, place + 1, present - place);
        sorted[place] = slot;
        present++;
        width[slot] = Double.NaN;
        refresh(place, stale);
    }

    /** Remove the kernel of a trial. */
    void remove(int slot, double coordinate, boolean[] stale) {
        if (Double.isNaN(coordinate)) {
            return;
        }
        int place = place(slot);
        System.arraycopy(sorted, place + 1, sorted, place, present - place - 1);
        present--;
        refresh(place, stale);
    }

    /** Return where a kernel stands, or belongs, in the order of centres, then slots. */
    private int place(int slot) {
        int low = 0;
        int high = present;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int other = sorted[middle];
            if (centre[other] < centre[slot] || (centre[other] == centre[slot] && other < slot)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Bring all kernels up to date after a change at a place: those whose neighbours changed, or all where the least width did. */
    private void refresh(int place, boolean[] stale) {
        if (categorical) {
            refreshCategories(stale);
            return;
        }
        boolean all = present <= MOST_PARTS;
        refresh(all ? 0 : Math.max(0, place - 2), all ? present : Math.min(present, place + 3), stale);
    }

    /** Set the least width of a kernel, as a share of what it is by itself. */
    void sharpen(double share, boolean[] stale) {
        if (!categorical && share != sharpness) {
            sharpness = share;
            refresh(0, present, stale);
        }
    }

    private void refresh(int from, int to, boolean[] stale) {
        double least = sharpness / Math.min(MOST_PARTS, present + 2);
        for (int i = from; i < to; i++) {
            int slot = sorted[i];
            double wide = Math.max(least, Math.min(1, gap(i)));
            if (wide != width[slot]) {
                width[slot] = wide;
                widen(slot, wide);
                stale[slot] = true;
            }
        }
    }

    /** Return the larger distance to a neighbour; the ends of the interval are neighbours where there is one kernel only. */
    private double gap(int place) {
        double here = centre[sorted[place]];
        double left = place > 0 ? here - centre[sorted[place - 1]] : present > 1 ? 0 : here;
        double right = place < present - 1 ? centre[sorted[place + 1]] - here : present > 1 ? 0 : 1 - here;
        return Math.max(left, right);
    }

    private void widen(int slot, double wide) {
        double here = centre[slot];
        double part = values > 0 ? ownWidth(here) : 0;
        double square = wide * wide + part * part / 12; // as flat within its own part
        double s = Math.sqrt(square);
        weight[slot] = 0.5 / square;
        deviation[slot] = s;
        below[slot] = tail(here / s);
        mass[slot] = 1 - below[slot] - tail((1 - here) / s);
        constant[slot] = middles.length > 0
                ? -StrictMath.log(sum(here, weight[slot]))
                : -logOf(s) - (mass[slot] < 1 ? StrictMath.log(mass[slot]) : 0) - LOG_SQRT_2_PI;
    }

    private double sum(double here, double precision) {
        double sum = 0;
        for (int i = 0; i < middles.length; i++) {
            double d = middles[i] - here;
            sum += widths[i] * Exp.exp(-precision * d * d);
        }
        return sum;
    }

    /** Return the probability beyond so many deviations. */
    private static double tail(double deviations) {
        return deviations > FAR ? 0 : Normal.cdf(-deviations);
    }

    /** Return the logarithm of a deviation; most kernels have the least one. */
    private double logOf(double s) {
        if (s != lastDeviation) {
            lastDeviation = s;
            logOfLast = StrictMath.log(s);
        }
        return logOfLast;
    }

    private double ownWidth(double coordinate) {
        long index = dimension.index(coordinate);
        return dimension.start(index + 1) - dimension.start(index);
    }

    private void refreshCategories(boolean[] stale) {
        double hit = StrictMath.log(present + 2.0);
        double whole = StrictMath.log((present + 2.0) * values / (present + 1.0 + values));
        for (int i = 0; i < present; i++) {
            int slot = sorted[i];
            weight[slot] = hit;
            constant[slot] = whole;
            stale[slot] = true;
        }
    }

    private void flatten(int slot) {
        centre[slot] = 0;
        weight[slot] = 0;
        constant[slot] = 0;
    }

    /** Set the kernel that stands for knowing nothing: as wide as the interval, or the same for every category. */
    void addPrior(int slot) {
        centre[slot] = 0.5;
        if (categorical) {
            flatten(slot);
        } else {
            widen(slot, 1);
        }
    }

    /** Add to each kernel's sum its logarithm at an encoded coordinate, without the constant. */
    void addTo(double[] sums, int from, int count, double x) {
        if (categorical) {
            for (int i = 0; i < count; i++) {
                double d = x - centre[from + i];
                sums[i] -= Math.min(1, d * d) * weight[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                double d = x - centre[from + i];
                sums[i] -= d * d * weight[from + i];
            }
        }
    }

    /** Add to each kernel's sum its constant. */
    void addConstantTo(double[] sums, int from, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += constant[from + i];
        }
    }

    double constant(int slot) {
        return constant[slot];
    }

    /** Draw a coordinate from a kernel. */
    double draw(int slot, SeededStream random) {
        double share = random.nextDouble();
        if (weight[slot] == 0) {
            return settle(share);
        }
        if (categorical) {
            double observed = (present + 1.0) / (present + 1.0 + values);
            return share < observed
                    ? dimension.middle((long) centre[slot])
                    : settle((share - observed) / (1 - observed));
        }
        return settle(centre[slot] + deviation[slot] * Normal.quantile(below[slot] + share * mass[slot]));
    }

    private double settle(double x) {
        double inside = Math.max(0, Math.min(Math.nextDown(1.0), x));
        return values > 0 ? dimension.middle(dimension.index(inside)) : inside;
    }
}
