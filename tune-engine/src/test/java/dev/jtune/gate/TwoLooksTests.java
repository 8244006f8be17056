package dev.jtune.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.Mode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwoLooksTests {
    /** Hours of sleep that ten patients gained by two drugs: Student (1908), table 1; R has it as "sleep". */
    private static final Double[] FIRST_DRUG = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final Double[] SECOND_DRUG = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    private static Baseline baseline(Mode mode, boolean deterministic, Double... scores) {
        return new Baseline(
                "T.study",
                "score",
                mode,
                Config.empty(),
                1,
                seeds(scores.length),
                List.of(scores),
                deterministic,
                "",
                "",
                LocalDate.EPOCH,
                "17",
                "here",
                null);
    }

    private static Confirmation confirmed(boolean deterministic, Double... scores) {
        return new Confirmation(
                1,
                Config.empty(),
                1,
                "score",
                Mode.MAX,
                seeds(scores.length),
                List.of(scores),
                deterministic,
                Double.NaN);
    }

    private static List<Long> seeds(int n) {
        return LongStream.rangeClosed(1, n).boxed().toList();
    }

    private static Verdict decide(Baseline baseline, Confirmation confirmed, double tolerance) {
        return new TwoLooks(5, 0.05).decide(confirmed, baseline, tolerance).verdict();
    }

    private static Double[] shifted(Double[] scores, double by) {
        return Arrays.stream(scores).map(score -> score + by).toArray(Double[]::new);
    }

    @Test
    void should_find_what_student_found_where_a_seed_decides_a_score() {
        Comparison comparison = Comparison.of(confirmed(true, FIRST_DRUG), 10, baseline(Mode.MAX, true, SECOND_DRUG));
        assertThat(comparison.paired()).isTrue();
        assertThat(comparison.drop()).isCloseTo(1.58, within(1e-9));
        assertThat(comparison.drop() / comparison.standardError()).isCloseTo(4.0621, within(5e-5));
        assertThat(comparison.df()).isEqualTo(9);
        assertThat(comparison.p()).isCloseTo(0.002833 / 2, within(5e-7));
        // R: t.test(second, first, paired = TRUE)$conf.int is 0.7001142 2.4598858
        assertThat(comparison.drop() - comparison.margin(0.025)).isCloseTo(0.7001142, within(5e-8));
    }

    @Test
    void should_find_what_welch_found_where_a_seed_decides_nothing() {
        Comparison comparison = Comparison.of(confirmed(false, FIRST_DRUG), 10, baseline(Mode.MAX, true, SECOND_DRUG));
        assertThat(comparison.paired()).isFalse();
        assertThat(comparison.drop() / comparison.standardError()).isCloseTo(1.8608, within(5e-5));
        assertThat(comparison.df()).isCloseTo(17.776, within(5e-4));
        assertThat(comparison.p()).isCloseTo(0.07939 / 2, within(5e-6));
        assertThat(comparison.drop() + comparison.margin(0.025)).isCloseTo(3.3654832, within(5e-8));
    }

    @Test
    void should_turn_the_drop_with_the_direction_of_the_metric() {
        assertThat(Comparison.of(confirmed(true, FIRST_DRUG), 10, baseline(Mode.MIN, true, SECOND_DRUG))
                        .drop())
                .isCloseTo(-1.58, within(1e-9));
    }

    @Test
    void should_pair_scores_by_their_seeds_wherever_they_stand() {
        Baseline baseline = baseline(Mode.MAX, true, 1.0, 2.0, 3.0);
        Confirmation turned = new Confirmation(
                1, Config.empty(), 1, "score", Mode.MAX, List.of(3L, 9L, 1L), List.of(3.0, 7.0, 1.0), true, Double.NaN);
        Comparison comparison = Comparison.of(turned, 3, baseline);
        assertThat(comparison.drop()).isZero();
        assertThat(comparison.n()).isEqualTo(2);
    }

    @Test
    void should_compare_exactly_where_there_is_no_noise() {
        Baseline baseline = baseline(Mode.MAX, true, 0.9, 0.9, 0.9, 0.9, 0.9);
        assertThat(decide(baseline, confirmed(true, 0.9, 0.9, 0.9, 0.9, 0.9), 0))
                .isEqualTo(Verdict.PASS);
        assertThat(decide(baseline, confirmed(true, 0.8999, 0.8999, 0.8999, 0.8999, 0.8999), 0))
                .isEqualTo(Verdict.REGRESSED);
        assertThat(decide(baseline, confirmed(true, 0.8999, 0.8999, 0.8999, 0.8999, 0.8999), 0.001))
                .isEqualTo(Verdict.PASS);
        assertThat(decide(baseline, confirmed(true, 0.91, 0.91, 0.91, 0.91, 0.91), 0))
                .isEqualTo(Verdict.IMPROVED);
        TwoLooks single = new TwoLooks(1, 0.05);
        assertThat(single.decide(confirmed(true, 0.8), baseline(Mode.MAX, true, 0.9), 0)
                        .verdict())
                .isEqualTo(Verdict.REGRESSED);
        assertThat(single.most()).isEqualTo(1);
    }

    @Test
    void should_pass_the_same_scores_whatever_the_spread_of_the_seeds() {
        assertThat(decide(baseline(Mode.MAX, true, SECOND_DRUG), confirmed(true, SECOND_DRUG), 0))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void should_fail_only_what_is_significant_and_beyond_the_tolerance() {
        Baseline baseline = baseline(Mode.MAX, true, SECOND_DRUG);
        Confirmation clearlyWorse = confirmed(true, FIRST_DRUG);
        assertThat(decide(baseline, clearlyWorse, 1)).isEqualTo(Verdict.REGRESSED);
        assertThat(decide(baseline, clearlyWorse, 2)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decide(baseline, clearlyWorse, 3)).isEqualTo(Verdict.PASS);
        // the same means, where the noise of both hides the difference
        assertThat(new TwoLooks(10, 0.05)
                        .decide(confirmed(false, FIRST_DRUG), baseline(Mode.MAX, false, SECOND_DRUG), 1)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void should_hold_what_the_first_look_decided_whatever_was_measured_later() {
        Double[] before = {1.0, 1.1, 0.9, 1.05, 0.95, 1.0, 1.0, 1.0, 1.0, 1.0};
        Double[] now = {0.5, 0.62, 0.4, 0.54, 0.45, 3.0, 3.0, 3.0, 3.0, 3.0};
        assertThat(decide(baseline(Mode.MAX, true, before), confirmed(true, now), 0.1))
                .isEqualTo(Verdict.REGRESSED);
    }

    @Test
    void should_look_a_second_time_where_the_first_look_decides_nothing() {
        Confirmation five = confirmed(true, Arrays.copyOf(FIRST_DRUG, 5));
        Baseline baseline = baseline(Mode.MAX, true, SECOND_DRUG);
        TwoLooks.Decision first = new TwoLooks(5, 0.01).decide(five, baseline, 0.5);
        TwoLooks.Decision second = new TwoLooks(5, 0.01).decide(confirmed(true, FIRST_DRUG), baseline, 0.5);
        assertThat(first.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(first.comparison().n()).isEqualTo(5);
        assertThat(second.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(second.comparison().n()).isEqualTo(10);
    }

    @Test
    void should_say_how_many_seeds_would_settle_it() {
        // differences with mean 0.5 and standard deviation 1, where 1 is allowed: 1.96 / sqrt(n) <= 0.5 from about 18
        // seeds on
        Double[] zeros = IntStream.range(0, 10).mapToObj(i -> 0.0).toArray(Double[]::new);
        Double[] drops = IntStream.range(0, 10)
                .mapToObj(i -> -0.5 + (i % 2 == 0 ? 1 : -1) * Math.sqrt(0.9))
                .toArray(Double[]::new);
        Comparison comparison = Comparison.of(confirmed(true, drops), 10, baseline(Mode.MAX, true, zeros));
        assertThat(comparison.spread()).isCloseTo(1, within(1e-9));
        assertThat(comparison.seedsFor(0.5, 0.025)).isEqualTo(18);
        assertThat(comparison.seedsFor(0, 0.025)).isZero();
        // to pass takes less certainty, 5 %: 1.645 / sqrt(n) <= 0.5
        assertThat(new TwoLooks(5, 0.05).settledBy(comparison, 1)).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 4", "0.1, 3", "0.02, 5", "0.01, 6"})
    void should_need_enough_seeds_to_see_a_drop_of_two_standard_deviations(double alpha, int seeds) {
        assertThat(TwoLooks.least(alpha)).isEqualTo(seeds);
    }

    @ParameterizedTest
    @CsvSource({"0.005, 0.005", "0.5%, 0.025", "' 1 sd ', 2", "2e-1, 0.2", ".5sd, 1", "0, 0"})
    void should_read_tolerances(String text, double amount) {
        // mean 5, standard deviation 2
        assertThat(Tolerance.parse(text).of(baseline(Mode.MAX, true, 3.0, 5.0, 7.0)))
                .isCloseTo(amount, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 percent", "-1", "-0.5%", "NaN", "1,5", "1e999", "sd"})
    void should_refuse_what_is_no_tolerance(String text) {
        assertThatThrownBy(() -> Tolerance.parse(text)).hasMessage("\"" + text + "\" is no tolerance");
    }

    @Test
    void should_show_tolerances_as_they_are_written() {
        assertThat(Tolerance.parse("0.50%")).hasToString("0.5 %");
        assertThat(Tolerance.parse("1sd")).hasToString("1 sd");
        assertThat(Tolerance.parse("0.005")).hasToString("0.005");
    }

    @Test
    void should_see_the_same_drop_in_any_unit() {
        Verdict small = decide(baseline(Mode.MAX, true, SECOND_DRUG), confirmed(true, FIRST_DRUG), 1);
        Verdict large = decide(
                baseline(Mode.MAX, true, shifted(SECOND_DRUG, 1e6)), confirmed(true, shifted(FIRST_DRUG, 1e6)), 1);
        assertThat(large).isEqualTo(small);
    }
}
