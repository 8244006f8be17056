package dev.jtune.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HypervolumeTests {
    private static double[] reference(int objectives, double value) {
        double[] reference = new double[objectives];
        Arrays.fill(reference, value);
        return reference;
    }

    /** Points on the lattice dominate unit cells, which can be counted. */
    private static long cells(double[][] losses, int objectives, int side) {
        long cells = 1;
        for (int i = 0; i < objectives; i++) {
            cells *= side;
        }
        long dominated = 0;
        for (long cell = 0; cell < cells; cell++) {
            long digits = cell;
            int[] corner = new int[objectives];
            for (int i = 0; i < objectives; i++) {
                corner[i] = (int) (digits % side);
                digits /= side;
            }
            dominated += Arrays.stream(losses)
                            .anyMatch(point -> IntStream.range(0, objectives).allMatch(i -> point[i] <= corner[i]))
                    ? 1
                    : 0;
        }
        return dominated;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void should_count_the_cells_that_points_on_a_lattice_dominate(int objectives) {
        for (int seed = 0; seed < 12; seed++) {
            // GIVEN points, some of them on or beyond the reference
            double[][] losses = DominationTests.lattice(1 + seed, objectives, 6, seed);
            // WHEN their volume is computed
            double volume = Hypervolume.of(losses, reference(objectives, 5));
            // THEN it is the number of the cells
            assertThat(volume).isEqualTo(cells(losses, objectives, 5));
        }
    }

    @Test
    void should_approach_the_volume_below_a_sphere() {
        // GIVEN a fine net of points on the unit sphere, which is DTLZ2's front
        int steps = 150;
        double[][] losses = new double[(steps + 1) * (steps + 1)][];
        for (int i = 0; i <= steps; i++) {
            for (int j = 0; j <= steps; j++) {
                double a = i * Math.PI / 2 / steps;
                double b = j * Math.PI / 2 / steps;
                losses[i * (steps + 1) + j] =
                        new double[] {Math.cos(a) * Math.cos(b), Math.cos(a) * Math.sin(b), Math.sin(a)};
            }
        }
        // WHEN the volume up to (1, 1, 1) is computed
        double volume = Hypervolume.of(losses, 1, 1, 1);
        // THEN it comes near to the cube without an eighth of the ball
        assertThat(volume).isCloseTo(1 - Math.PI / 6, within(0.01)).isLessThan(1 - Math.PI / 6);
    }

    @Test
    void should_ignore_what_is_not_better_than_the_reference_or_has_no_value() {
        double[][] losses = {{0, 2}, {2, 0}, {Double.NaN, 0}, {0, Double.POSITIVE_INFINITY}};
        assertThat(Hypervolume.of(losses, 2, 2)).isZero();
        assertThat(Hypervolume.of(new double[0][], 2, 2)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void should_choose_the_point_that_adds_most_to_those_before(int objectives) {
        // GIVEN points of a plane, which are a front, and a reference that some of them are not better than
        Random random = new Random(objectives);
        double[][] losses = new double[40][objectives];
        for (double[] point : losses) {
            Arrays.setAll(point, i -> random.nextDouble());
            double sum = Arrays.stream(point).sum();
            Arrays.setAll(point, i -> point[i] / sum);
        }
        double[] reference = reference(objectives, 0.7);
        // WHEN five are chosen
        int[] chosen = Hypervolume.subset(losses, 5, reference);
        // THEN each was the best choice at its turn
        double[][] before = new double[0][];
        for (int index : chosen) {
            double best = 0;
            for (double[] candidate : losses) {
                best = Math.max(best, Hypervolume.of(with(before, candidate), reference));
            }
            before = with(before, losses[index]);
            assertThat(Hypervolume.of(before, reference)).isCloseTo(best, within(1e-12));
        }
        assertThat(chosen).doesNotHaveDuplicates();
    }

    private static double[][] with(double[][] points, double[] another) {
        double[][] more = Arrays.copyOf(points, points.length + 1);
        more[points.length] = another;
        return more;
    }

    @Test
    void should_choose_all_where_all_are_asked_for_even_those_that_add_nothing() {
        assertThat(Hypervolume.subset(new double[][] {{1, 1}, {9, 9}, {1, 1}, {0, 2}}, 4, 3, 3))
                .containsExactly(0, 3, 1, 2);
    }
}
