package dev.jtune.bench.bbob;

/** The random numbers that an instance of a function is made of: those of the reference implementation, bit for bit. */
final class Draws {
    private static final double MODULUS = 2147483647;
    private static final int TABLE = 32;

    private Draws() {}

    /** Return numbers above 0 and below 1, of a Lehmer generator whose numbers are shuffled by a table. */
    static double[] uniform(int count, double seed) {
        double state = Math.max(1, Math.abs(seed));
        double[] table = new double[TABLE];
        for (int i = 39; i >= 0; i--) {
            state = next(state);
            if (i < TABLE) {
                table[i] = state;
            }
        }
        double last = table[0];
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            state = next(state);
            int place = (int) Math.floor(last / 67108865.0);
            last = table[place];
            table[place] = state;
            numbers[i] = Math.max(last / MODULUS, 1e-99);
        }
        return numbers;
    }

    private static double next(double state) {
        double quotient = Math.floor(state / 127773.0);
        double next = 16807 * (state - quotient * 127773.0) - 2836 * quotient;
        return next < 0 ? next + MODULUS : next;
    }

    static double[] gaussian(int count, double seed) {
        double[] uniform = uniform(2 * count, seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            double number =
                    Math.sqrt(-2 * StrictMath.log(uniform[i])) * StrictMath.cos(2 * Math.PI * uniform[count + i]);
            numbers[i] = number == 0 ? 1e-99 : number;
        }
        return numbers;
    }

    /** Return an optimum with coordinates from -4 to 4. */
    static double[] optimum(int dimension, double seed) {
        double[] optimum = uniform(dimension, seed);
        for (int i = 0; i < dimension; i++) {
            double place = 8 * Math.floor(1e4 * optimum[i]) / 1e4 - 4;
            optimum[i] = place == 0 ? -1e-5 : place;
        }
        return optimum;
    }

    /** Return a rotation: normal numbers, made orthonormal row by row. */
    static double[][] rotation(int dimension, double seed) {
        double[] numbers = gaussian(dimension * dimension, seed);
        double[][] rows = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(numbers, i * dimension, rows[i], 0, dimension);
            for (int j = 0; j < i; j++) {
                double along = Vectors.dot(rows[i], rows[j]);
                for (int k = 0; k < dimension; k++) {
                    rows[i][k] -= along * rows[j][k];
                }
            }
            double length = Math.sqrt(Vectors.dot(rows[i], rows[i]));
            for (int k = 0; k < dimension; k++) {
                rows[i][k] /= length;
            }
        }
        return rows;
    }

    /** Return the least value of an instance: a ratio of normal numbers, to two decimals, from -1000 to 1000. */
    static double leastValue(double seed) {
        double ratio = 100 * 100 * gaussian(1, seed)[0] / gaussian(1, seed + 1)[0];
        return Math.min(1000, Math.max(-1000, Math.rint(ratio) / 100));
    }

    /** Return the places of numbers in ascending order. */
    static int[] order(double[] numbers) {
        return java.util.stream.IntStream.range(0, numbers.length)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(i -> numbers[i]))
                .mapToInt(i -> i)
                .toArray();
    }
}
