package dev.jtune.search.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.search.numeric.Normal;
import dev.jtune.space.ParamSpace;
import org.junit.jupiter.api.Test;

class MixtureTests {
    private static final UnitCube LINE = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)"));

    @Test
    void should_be_the_sum_of_cut_normal_kernels_as_wide_as_the_gaps_between_trials() {
        Mixture mixture = mixture(LINE, 0.2, 0.3, 0.6);
        // neighbours are 0.1 | 0.1 and 0.3 | 0.3 away, and no width is below 1 / (3 + 2)
        double expected =
                (kernel(0.5, 0.2, 0.2) + kernel(0.5, 0.3, 0.3) + kernel(0.5, 0.6, 0.3) + kernel(0.5, 0.5, 1)) / 4;

        assertThat(density(mixture, LINE, 0.5)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void should_have_a_whole_of_one_in_spaces_of_every_kind() {
        UnitCube cube = UnitCube.of(ParamSpace.parse(
                "n = randint(0, 5)",
                "l = lograndint(1, 8)",
                "c = choice('a', 'b', 'c')",
                "x = uniform(0, 1) if c == 'a'"));
        Mixture mixture = new Mixture(cube, true);
        for (int i = 0; i < 40; i++) {
            mixture.add(i, cube.settle(cube.randomPoint(SeededStream.of(1, "test", i))));
        }
        mixture.prepare();
        double whole = 0;
        for (int n = 0; n < 5; n++) {
            for (int l = 0; l < 7; l++) {
                for (int c = 0; c < 3; c++) {
                    double part =
                            cube.dimension(0).start(n + 1L) - cube.dimension(0).start(n);
                    part *= cube.dimension(1).start(l + 1L) - cube.dimension(1).start(l);
                    int steps = c == 0 ? 200 : 1;
                    for (int x = 0; x < steps; x++) {
                        whole += part
                                / 3
                                / steps
                                * density(
                                        mixture,
                                        cube,
                                        cube.dimension(0).middle(n),
                                        cube.dimension(1).middle(l),
                                        cube.dimension(2).middle(c),
                                        (x + 0.5) / steps);
                    }
                }
            }
        }
        assertThat(whole).isCloseTo(1, within(1e-4));
    }

    @Test
    void should_be_the_same_whether_trials_came_and_went_or_never_did() {
        Mixture direct = mixture(LINE, 0.1, 0.4, 0.45, 0.9);
        Mixture changed = new Mixture(LINE, false);
        changed.add(5, new double[] {0.41});
        changed.add(3, new double[] {0.9});
        changed.add(0, new double[] {0.1});
        changed.add(4, new double[] {0.95});
        changed.remove(5, new double[] {0.41});
        changed.add(1, new double[] {0.4});
        changed.add(2, new double[] {0.45});
        changed.remove(4, new double[] {0.95});
        changed.prepare();

        for (double x = 0.005; x < 1; x += 0.01) {
            assertThat(density(changed, LINE, x)).isCloseTo(density(direct, LINE, x), within(1e-12));
        }
    }

    @Test
    void should_draw_as_often_as_its_density_says() {
        Mixture mixture = mixture(LINE, 0.05, 0.1, 0.9);
        SeededStream random = SeededStream.of(1, "draws", 0);
        int[] found = new int[10];
        for (int i = 0; i < 100_000; i++) {
            found[(int) (10 * mixture.draw(mixture.drawKernel(random), 0, random))]++;
        }
        for (int bin = 0; bin < 10; bin++) {
            double expected = 0;
            for (int i = 0; i < 100; i++) {
                expected += density(mixture, LINE, bin / 10.0 + (i + 0.5) / 1000) / 1000;
            }
            assertThat(found[bin] / 1e5).isCloseTo(expected, within(0.006));
        }
    }

    private static Mixture mixture(UnitCube cube, double... coordinates) {
        Mixture mixture = new Mixture(cube, false);
        for (int i = 0; i < coordinates.length; i++) {
            mixture.add(i, new double[] {coordinates[i]});
        }
        mixture.prepare();
        return mixture;
    }

    private static double density(Mixture mixture, UnitCube cube, double... point) {
        double[] logarithm = new double[1];
        mixture.logDensities(new double[][] {point}, new boolean[][] {cube.active(point)}, logarithm);
        return StrictMath.exp(logarithm[0]);
    }

    private static double kernel(double x, double centre, double width) {
        double mass = Normal.cdf((1 - centre) / width) - Normal.cdf(-centre / width);
        return Normal.pdf((x - centre) / width) / width / mass;
    }
}
