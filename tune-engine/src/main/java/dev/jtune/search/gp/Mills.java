package dev.jtune.search.gp;

/**
 * Mills' ratio: the normal distribution's upper tail, divided by its density.
 *
 * <p>Its derivative is {@code x m(x) - 1}, and so all its derivatives follow from its value: a table and a Taylor polynomial give it to
 * 13 digits.
 */
final class Mills {
    private static final double STEP = 1.0 / 16;
    private static final double LAST = 40;
    private static final double[] TABLE = table();

    private Mills() {}

    /** Return the ratio for a number that is not negative. */
    static double ratio(double x) {
        if (x >= LAST) {
            double square = 1 / (x * x);
            return (1 - square * (1 - square * (3 - square * (15 - 105 * square)))) / x;
        }
        int node = (int) (x / STEP + 0.5);
        return taylor(node * STEP, TABLE[node], x - node * STEP);
    }

    /** Expand around a node: the derivative of order k is {@code a m^(k-1) + (k-1) m^(k-2)}, less 1 for the first. */
    private static double taylor(double node, double value, double h) {
        double before = value;
        double current = node * value - 1;
        double term = h;
        double sum = value + current * h;
        for (int k = 2; k <= 9; k++) {
            double next = node * current + (k - 1) * before;
            before = current;
            current = next;
            term *= h / k;
            sum += current * term;
        }
        return sum;
    }

    /** Laplace's continued fraction for large numbers, and Taylor steps down from there, in which errors shrink. */
    private static double[] table() {
        double[] table = new double[(int) (LAST / STEP) + 1];
        int last = table.length - 1;
        double fraction = 0;
        for (int k = 200; k >= 1; k--) {
            fraction = k / (LAST + fraction);
        }
        table[last] = 1 / (LAST + fraction);
        for (int i = last - 1; i >= 0; i--) {
            double value = table[i + 1];
            for (int part = 4; part > 0; part--) {
                value = taylor((i + part / 4.0) * STEP, value, -STEP / 4);
            }
            table[i] = value;
        }
        return table;
    }
}
