package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The expected bounds come of a program of its own, in numpy: the formulas of the paper with the inverse of a whole matrix, where all
 * 240 parameters of the grid were compared. The data are draws of such a process.
 */
class FadingModelTests {
    private static final UnitCube LINE = UnitCube.of(ParamSpace.parse("x = uniform(0, 1)"));
    private static final UnitCube BRANCHES = UnitCube.of(ParamSpace.parse(
            "kind = choice('a', 'b')", "depth = uniform(0, 1) if kind == 'b'", "rate = uniform(0, 1)"));

    /** Time, score before, x, gain. */
    private static final String HILL = """
            1 1.3 0.33 -0.25
            1 3.0 0.99 4.37
            1 3.0 0.32 -1.14
            1 3.2 0.79 5.66
            2 4.6 0.87 7.27
            2 0.8 0.39 -1.02
            2 1.9 0.44 -3.62
            2 1.4 0.37 -3.0
            3 0.1 0.11 4.28
            3 0.9 0.48 -2.77
            3 2.0 0.24 -4.6
            3 2.0 0.26 -5.15
            4 3.1 0.18 -3.41
            4 2.3 0.19 -4.53
            4 3.0 0.81 5.15
            4 1.1 0.42 -1.97
            """;

    /** Time, score before, kind (two categories), depth (of the second only), rate, gain. */
    private static final String TWO_BRANCHES = """
            1 0.9 0.25 NaN 0.22 -2.64
            1 1.4 0.25 NaN 0.19 -3.01
            1 0.4 0.75 0.79 0.12 1.9
            1 3.1 0.25 NaN 0.92 -1.07
            2 1.0 0.25 NaN 0.15 -2.58
            2 3.4 0.75 0.6 0.79 3.49
            2 1.2 0.25 NaN 0.38 -5.18
            2 4.2 0.25 NaN 0.56 -2.46
            3 3.6 0.75 0.63 0.61 5.27
            3 4.6 0.25 NaN 0.4 -2.77
            3 2.1 0.25 NaN 0.67 -4.73
            3 0.8 0.75 0.02 0.1 2.02
            4 4.7 0.25 NaN 0.08 -1.85
            4 3.2 0.75 0.03 0.63 3.18
            4 4.5 0.75 0.58 0.39 3.34
            4 2.5 0.75 0.3 0.19 4.16
            5 3.9 0.75 0.12 0.08 1.07
            5 2.5 0.75 0.47 0.22 6.17
            5 1.7 0.75 0.89 0.08 3.21
            5 3.7 0.25 NaN 0.9 -0.47
            """;

    @Test
    void should_expect_gains_by_place_time_and_score_before() {
        FadingModel model = model(LINE, HILL).build(5, 2, List.of());

        assertBounds(model, "0.0: 0.127160069", "0.3: -0.532097911", "0.6: 0.233063813", "0.95: 1.278858344");
    }

    @Test
    void should_tell_what_changes_over_short_distances_from_noise() {
        FadingModel model = model(LINE, """
                1 1.8 0.65 -0.67
                1 4.6 0.07 -3.95
                1 2.8 0.54 -2.48
                1 0.3 0.63 3.26
                2 1.3 0.07 6.87
                2 2.5 0.39 -6.67
                2 2.9 0.76 -2.58
                2 1.5 0.86 -1.39
                3 4.5 0.85 1.89
                3 4.3 0.35 -11.73
                3 4.5 0.55 -5.48
                3 4.7 0.87 1.67
                3 4.4 0.5 -7.38
                4 0.1 0.74 2.37
                4 4.9 0.4 -10.55
                4 1.0 0.82 -2.21
                """).build(5, 2, List.of());

        assertBounds(model, "0.0: 2.172909896", "0.3: 0.876753312", "0.6: 0.399862307", "0.95: 0.643584487");
    }

    @Test
    void should_be_less_uncertain_near_what_others_try_and_expect_the_same() {
        FadingModel model = model(LINE, HILL).build(5, 2, List.of(new double[] {0.3}, new double[] {0.65}));

        assertBounds(model, "0.0: 0.12248408", "0.3: -0.810558928", "0.6: -0.138692701", "0.95: 1.149395624");
    }

    @Test
    void should_take_a_gain_far_beyond_the_others_for_two_deviations() {
        FadingModel model = model(LINE, HILL + "2 2.0 0.6 60.0").build(5, 2, List.of());

        assertBounds(model, "0.0: 0.555519827", "0.3: -0.625449742", "0.6: 2.033564701", "0.95: 1.241057571");
    }

    @Test
    void should_tell_categories_and_branches_apart() {
        String[] places = {"0.25 NaN 0.2", "0.25 NaN 0.8", "0.75 0.1 0.2", "0.75 0.9 0.2", "0.75 0.9 0.8"};

        FadingModel model = model(BRANCHES, TWO_BRANCHES).build(6, 2, List.of());
        FadingModel crowded =
                model(BRANCHES, TWO_BRANCHES).build(6, 2, List.of(numbers("0.75 0.9 0.5"), numbers("0.25 NaN 0.5")));

        assertBounds(model, with(places, -0.766766215, -0.827539358, 1.219428394, 1.504521889, 1.714596197));
        assertBounds(crowded, with(places, -0.893272031, -0.87015054, 1.217766206, 1.385316468, 1.335610298));
    }

    @Test
    void should_only_look_for_what_is_new_while_all_gains_are_the_same() {
        FadingModel model = model(LINE, """
                2 1.0 0.1 7.0
                2 1.0 0.2 7.0
                2 1.0 0.3 7.0
                """).build(2, 1, List.of());

        assertThat(Stream.of(0.9, 0.2, 0.6, 0.4).sorted(Comparator.comparing(x -> model.upperBound(new double[] {x}))))
                .containsExactly(0.2, 0.4, 0.6, 0.9);
    }

    @Test
    void should_answer_the_same_however_often_it_is_asked() {
        FadingModel model = model(LINE, HILL).build(5, 2, List.of(new double[] {0.3}));
        double[] point = {0.4};

        assertThat(model.upperBound(point)).isEqualTo(model.upperBound(point));
    }

    private static FadingModel.Builder model(UnitCube cube, String rows) {
        FadingModel.Builder builder = new FadingModel.Builder(cube);
        rows.lines().map(FadingModelTests::numbers).forEach(row -> {
            double[] point = Arrays.copyOfRange(row, 2, row.length - 1);
            builder.add(row[0], row[1], point, row[row.length - 1]);
        });
        return builder;
    }

    private static double[] numbers(String row) {
        return Stream.of(row.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static String[] with(String[] places, double... bounds) {
        String[] expected = new String[places.length];
        Arrays.setAll(expected, i -> places[i] + ": " + bounds[i]);
        return expected;
    }

    private static void assertBounds(FadingModel model, String... expected) {
        assertThat(expected).allSatisfy(entry -> {
            String[] parts = entry.split(": ");
            assertThat(model.upperBound(numbers(parts[0]))).isCloseTo(Double.parseDouble(parts[1]), within(1e-8));
        });
    }
}
