package dev.jtune.search.dehb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.search.cube.Brackets;
import dev.jtune.search.cube.Expectations;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.UnitCube;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DehbTests {
    private static final ParamSpace SPACE = ParamSpace.parse(
            "a = uniform(0, 1)", "b = uniform(0, 1)", "c = uniform(0, 1)", "d = choice('p', 'q', 'r')");
    private static final DehbPlan NINE = new DehbPlan(new Brackets(9, 1, 3));

    @Test
    void should_run_trials_for_the_times_of_the_brackets_one_rung_after_the_other() {
        // bracket of 9: 9 x 1, 3 x 3, 1 x 9; of 5: 5 x 3, 1 x 9; of 3: 3 x 9; and again
        long[] round = LongStream.concat(
                        LongStream.concat(times(1, 9), LongStream.concat(times(3, 3), times(9, 1))),
                        LongStream.concat(LongStream.concat(times(3, 5), times(9, 1)), times(9, 3)))
                .toArray();
        long[] planned =
                IntStream.rangeClosed(1, 2 * round.length).mapToLong(NINE::time).toArray();

        assertThat(Arrays.copyOf(planned, round.length)).containsExactly(round);
        assertThat(Arrays.copyOfRange(planned, round.length, planned.length)).containsExactly(round);
    }

    private static LongStream times(long time, int trials) {
        return LongStream.generate(() -> time).limit(trials);
    }

    @Test
    void should_have_populations_as_large_as_the_largest_rung_of_their_level() {
        DehbPlan plan = new DehbPlan(new Brackets(81, 1, 3));

        assertThat(IntStream.range(0, plan.levels()).map(plan::populationSize)).containsExactly(81, 34, 15, 8, 5);
    }

    @Test
    void should_evaluate_the_best_of_the_first_bracket_again_for_longer() {
        History history = run(NINE, 13, (point, time) -> point[0]);

        List<Double> shortest = firsts(history, 0, 9);
        shortest.sort(null);
        assertThat(firsts(history, 9, 12)).containsExactlyElementsOf(shortest.subList(0, 3));
        assertThat(firsts(history, 12, 13)).containsExactly(shortest.get(0));
    }

    private static List<Double> firsts(History history, int from, int to) {
        return new ArrayList<>(history.entries().subList(from, to).stream()
                .map(entry -> entry.point()[0])
                .toList());
    }

    @Test
    void should_come_nearer_to_the_optimum_of_long_trials_than_random_search() {
        // GIVEN a function whose short trials lead a little astray
        ToDoubleBiFunction<double[], Long> loss = (point, time) -> IntStream.range(0, 3)
                        .mapToDouble(i -> StrictMath.pow(point[i] - 0.3 - 0.1 / time, 2))
                        .sum()
                + (point[3] < 1.0 / 3 ? 0 : 0.1);
        for (int seed = 1; seed <= 3; seed++) {
            // WHEN 600 trials are bred, 135 of them of full length
            double bred = best(run(NINE, 600, seed, loss));

            // THEN the best is far better than that of as many random ones, which is 0.03 in the mean
            assertThat(bred).as("seed %d", seed).isLessThan(1e-3);
        }
    }

    private static double best(History history) {
        return history.entries().stream()
                .filter(entry -> NINE.time(entry.number()) == 9)
                .mapToDouble(History.Entry::loss)
                .min()
                .orElseThrow();
    }

    @Test
    void should_go_on_where_every_trial_fails_and_where_some_are_cancelled() {
        History history = run(NINE, 100, (point, time) -> Double.NaN);

        assertThat(history.size()).isEqualTo(100);
    }

    @Test
    void should_propose_the_same_when_the_history_is_told_again() {
        assertThat(points(run(NINE, 120, (point, time) -> point[0] * point[1])))
                .isEqualTo(points(run(NINE, 120, (point, time) -> point[0] * point[1])));
    }

    private static List<String> points(History history) {
        return history.entries().stream()
                .map(entry -> Arrays.toString(entry.point()))
                .toList();
    }

    private static History run(DehbPlan plan, int trials, ToDoubleBiFunction<double[], Long> loss) {
        return run(plan, trials, 7, loss);
    }

    /** Run trials one after the other, of which each tenth is told after the one that follows it. */
    private static History run(DehbPlan plan, int trials, long seed, ToDoubleBiFunction<double[], Long> loss) {
        UnitCube cube = UnitCube.of(SPACE);
        History history = new History(cube, 1, Expectations.ofBudget(trials));
        Dehb dehb = new Dehb(seed, plan);
        TreeMap<Integer, double[]> late = new TreeMap<>();
        for (int trial = 1; trial <= trials; trial++) {
            double[] point = cube.settle(dehb.propose(trial, history));
            history.begin(trial, point);
            late.put(trial, point);
            if (trial % 10 != 0 || trial == trials) {
                late.forEach((number, at) -> history.end(number, loss.applyAsDouble(at, plan.time(number))));
                late.clear();
            }
        }
        return history;
    }
}
