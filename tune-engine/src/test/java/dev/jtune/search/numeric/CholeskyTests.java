package dev.jtune.search.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.SeededStream;
import org.junit.jupiter.api.Test;

class CholeskyTests {
    private static final int N = 37;
    private final SeededStream random = SeededStream.of(1, "matrix", 0);
    private final double[][] matrix = positiveDefinite();

    @Test
    void should_solve_what_the_matrix_multiplied() {
        Cholesky factor = factor(N);
        double[] x = vector();
        double[] b = times(x);

        factor.solveLower(b);
        factor.solveUpper(b);

        assertThat(b).containsExactly(x, within(1e-9));
    }

    @Test
    void should_grow_to_the_factor_of_the_larger_matrix() {
        Cholesky grown = factor(N - 5);
        for (int n = N - 5; n < N; n++) {
            double[] row = new double[n];
            System.arraycopy(matrix[n], 0, row, 0, n);
            assertThat(grown.append(row, matrix[n][n])).isTrue();
        }
        assertThat(grown.halfLogDeterminant()).isCloseTo(factor(N).halfLogDeterminant(), within(1e-9));
        double[] b = times(vector());
        double[] same = b.clone();
        grown.solveLower(b);
        factor(N).solveLower(same);
        assertThat(b).containsExactly(same, within(1e-9));
    }

    @Test
    void should_solve_many_right_sides_as_it_does_one() {
        Cholesky factor = factor(N);
        double[] one = vector();
        double[] other = vector();
        double[] both = new double[2 * N];
        for (int i = 0; i < N; i++) {
            both[2 * i] = one[i];
            both[2 * i + 1] = other[i];
        }
        factor.solveLower(both, 2);
        factor.solveLower(one);
        factor.solveLower(other);
        for (int i = 0; i < N; i++) {
            assertThat(both[2 * i]).isCloseTo(one[i], within(1e-12));
            assertThat(both[2 * i + 1]).isCloseTo(other[i], within(1e-12));
        }
    }

    @Test
    void should_invert() {
        double[] inverse = new double[N * N];
        factor(N).inverse(inverse, new double[N * N]);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    sum += matrix[i][k] * inverse[Math.max(k, j) * N + Math.min(k, j)];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-9));
            }
        }
    }

    @Test
    void should_refuse_what_is_not_positive_definite() {
        Cholesky factor = new Cholesky(2);
        double[] values = factor.matrix(2);
        values[0] = 1;
        values[1] = 2;
        values[factor.stride() + 1] = 1;
        assertThat(factor.factorize()).isFalse();
    }

    private Cholesky factor(int rows) {
        Cholesky factor = new Cholesky(3);
        double[] values = factor.matrix(rows);
        for (int j = 0; j < rows; j++) {
            for (int i = j; i < rows; i++) {
                values[j * factor.stride() + i] = matrix[i][j];
            }
        }
        assertThat(factor.factorize()).isTrue();
        return factor;
    }

    private double[] times(double[] x) {
        double[] b = new double[N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                b[i] += matrix[i][j] * x[j];
            }
        }
        return b;
    }

    private double[] vector() {
        double[] vector = new double[N];
        for (int i = 0; i < N; i++) {
            vector[i] = random.nextGaussian();
        }
        return vector;
    }

    private double[][] positiveDefinite() {
        double[][] root = new double[N][];
        for (int i = 0; i < N; i++) {
            root[i] = vector();
        }
        double[][] product = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                for (int k = 0; k < N; k++) {
                    product[i][j] += root[i][k] * root[j][k];
                }
            }
            product[i][i] += 1;
        }
        return product;
    }
}
