package dev.jtune.search.cube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstrainedCubeTests {
    private static final ParamSpace MIXED = ParamSpace.parse(
            "model = choice('net', 'tree')",
            "rate = loguniform(1e-4, 1) if model == 'net'",
            "rate = quniform(0.1, 1, 0.1) if model == 'tree'",
            "depth = randint(1, 9) if model == 'tree'",
            "width = qlograndint(16, 100_000_000, 16)",
            "noise = qrandn(0, 1, 0.5)",
            "limit = 4",
            "where depth * rate <= limit / 2",
            "where width <= 1024 if model == net",
            "where rate < 0.01 or noise > -1");

    @Test
    void should_admit_exactly_the_points_whose_configurations_keep_the_constraints() {
        // GIVEN random points of a space with conditions, of which some keep the constraints
        UnitCube cube = UnitCube.of(MIXED);
        SeededStream random = SeededStream.of(7, "test", 0);
        int admitted = 0;
        for (int i = 0; i < 5000; i++) {
            double[] point = cube.randomPoint(random);
            // WHEN the cube judges a point, as it is and settled
            boolean admits = cube.admits(point);
            // THEN it says what the space says of the configuration
            Config config = cube.toConfig(point);
            assertThat(admits).as("%s", config).isEqualTo(MIXED.admits(config)).isEqualTo(MIXED.contains(config));
            assertThat(cube.admits(cube.settle(point))).isEqualTo(admits);
            assertThat(cube.excess(point) == 0).isEqualTo(admits);
            admitted += admits ? 1 : 0;
        }
        assertThat(admitted).isBetween(1000, 4000);
    }

    @Test
    void should_admit_by_the_whole_configuration_where_code_or_computed_values_decide() {
        UnitCube cube = UnitCube.of(ParamSpace.builder()
                .uniform("x", 0, 1)
                .sampleFrom("twice", config -> 2 * config.getDouble("x"))
                .constraint("twice <= 1")
                .constraint("not small", config -> config.getDouble("x") > 0.1)
                .build());
        assertThat(cube.admits(0.05)).isFalse();
        assertThat(cube.admits(0.25)).isTrue();
        assertThat(cube.admits(0.75)).isFalse();
        assertThat(cube.excess(0.05)).isEqualTo(1);
        assertThat(cube.excess(0.75)).isEqualTo(0.5);
    }

    @Test
    void should_draw_admitted_points_uniformly() {
        // GIVEN a triangle
        UnitCube cube = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "where x + y <= 1"));
        // WHEN points are drawn
        int draws = 8000;
        int[] quarters = new int[4];
        for (int i = 0; i < draws; i++) {
            double[] point = cube.admittedPoint(SeededStream.of(1, "draw", i)).orElseThrow();
            assertThat(point[0] + point[1]).isLessThanOrEqualTo(1);
            quarters[point[0] < 0.5 ? point[1] < 0.5 ? point[0] + point[1] < 0.5 ? 0 : 1 : 2 : 3]++;
        }
        // THEN the four triangles that it is made of have a quarter each: chi-square with 3 degrees of freedom, 0.1 %
        double chiSquare = Arrays.stream(quarters)
                .mapToDouble(count -> Math.pow(count - draws / 4.0, 2) / (draws / 4.0))
                .sum();
        assertThat(chiSquare).isLessThan(16.27);
    }

    @Test
    void should_find_points_where_one_in_millions_is_admitted_and_spread_them() {
        // GIVEN ten shares that make up at most one: 1 of 3,628,800 points
        UnitCube cube = UnitCube.of(simplex("<= 1", "uniform(0, 1)"));
        // WHEN points are drawn
        double[][] points = IntStream.range(0, 300)
                .mapToObj(i -> cube.admittedPoint(SeededStream.of(1, "draw", i)).orElseThrow())
                .toArray(double[][]::new);
        // THEN all are admitted, and a share is 1/11 on average, its expectation
        assertThat(List.of(points)).allMatch(cube::admits);
        for (int d = 0; d < 10; d++) {
            int place = d;
            assertThat(Arrays.stream(points)
                            .mapToDouble(point -> point[place])
                            .average()
                            .orElseThrow())
                    .isBetween(0.06, 0.12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"== 1", "== 0.5"})
    void should_find_points_on_an_equality_of_multiples(String sum) {
        UnitCube cube = UnitCube.of(simplex(sum, "quniform(0, 1, 0.05)"));
        for (int i = 0; i < 20; i++) {
            double[] point = cube.admittedPoint(SeededStream.of(1, "draw", i)).orElseThrow();
            assertThat(cube.admits(point)).isTrue();
        }
    }

    @Test
    void should_find_none_where_there_is_none() {
        UnitCube cube = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "where x + y == 1"));
        assertThat(cube.admittedPoint(SeededStream.of(1, "draw", 1))).isEmpty();
        assertThat(UnitCube.of(ParamSpace.parse("x = 1")).admittedPoint(SeededStream.of(1, "draw", 1)))
                .isPresent();
    }

    @Test
    void should_move_a_point_no_farther_than_it_takes() {
        // GIVEN points outside of a triangle
        UnitCube cube = UnitCube.of(
                ParamSpace.parse("x = uniform(0, 1)", "y = uniform(0, 1)", "z = uniform(0, 1)", "where x + y <= 1"));
        SeededStream random = SeededStream.of(1, "test", 0);
        for (int i = 0; i < 200; i++) {
            double[] point = cube.randomPoint(random);
            // WHEN an admitted point near one is asked for
            double[] near = cube.admittedNear(point, random).orElseThrow();
            // THEN it is admitted, moved no farther than to where one coordinate can mend it, and only where it counts
            assertThat(cube.admits(near)).isTrue();
            assertThat(near[2]).isEqualTo(point[2]);
            double missed = Math.max(0, point[0] + point[1] - 1);
            assertThat(Math.abs(near[0] - point[0]) + Math.abs(near[1] - point[1]))
                    .isLessThanOrEqualTo(missed + 1e-5);
        }
    }

    private static ParamSpace simplex(String sum, String domain) {
        String[] names = IntStream.range(0, 10).mapToObj(i -> "x" + i).toArray(String[]::new);
        String[] entries = Arrays.copyOf(
                Arrays.stream(names).map(name -> name + " = " + domain).toArray(String[]::new), 11);
        entries[10] = "where " + String.join(" + ", names) + " " + sum;
        return ParamSpace.parse(entries);
    }
}
