package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.schedule.Scheduler.Decision;
import dev.jtune.schedule.Scheduler.Resumption;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationSchedulerTests {
    private static final ParamSpace RATE = ParamSpace.parse("rate = loguniform(1e-4, 1)");
    private static final PbtSettings EVERY_2 = PbtSettings.every(2).resampleProbability(0);

    /** These sizes were measured on Ray Tune. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.25, 0",
        "2, 0.25, 1",
        "4, 0.25, 1",
        "5, 0.25, 2",
        "8, 0.25, 2",
        "10, 0.25, 3",
        "10, 0.1, 1",
        "3, 0.5, 1"
    })
    void should_have_quantiles_as_large_as_those_of_ray_tune(int trials, double fraction, int size) {
        assertThat(PbtSettings.every(1).quantileFraction(fraction).rule().quantile(trials))
                .isEqualTo(size);
    }

    @Test
    void should_let_the_worst_take_over_from_the_best_once_that_has_saved() {
        // GIVEN four trials, of which the third is the best and has saved
        Population population = four(EVERY_2, 4);
        assertThat(population.report(1, 1, 0.1)).isEqualTo(Decision.CONTINUE);
        assertThat(population.report(1, 2, 0.1)).isEqualTo(Decision.CONTINUE);
        assertThat(population.report(2, 2, 0.2))
                .as("of two, it is in the upper half")
                .isEqualTo(Decision.SAVE);
        assertThat(population.report(3, 2, 0.9)).isEqualTo(Decision.SAVE);

        // WHEN the fourth comes with the lowest score
        Decision decision = population.report(4, 2, 0.05);

        // THEN it goes on from the third, with its rate times 0.8 or 1.2
        assertThat(decision).isInstanceOf(Decision.Exploit.class);
        Decision.Exploit exploit = (Decision.Exploit) decision;
        assertThat(exploit.from()).isEqualTo(3);
        assertThat(exploit.config().getDouble("rate")).isIn(0.3 * 0.8, 0.3 * 1.2);
        assertThat(exploit.reason())
                .startsWith("0.05 at training_iteration 2 is among the last 1 of 4; trial 3 had 0.9, rate=0.")
                .endsWith(" after 0.3");
    }

    @Test
    void should_go_on_where_no_better_trial_has_saved() {
        Population population = four(EVERY_2.quantileFraction(0.5), 4);
        population.report(1, 2, 0.5);

        assertThat(population.report(2, 2, 0.1))
                .as("trial 1 was alone when it was compared, and did not save")
                .isEqualTo(Decision.CONTINUE);
    }

    @Test
    void should_count_the_interval_from_where_the_other_trial_was_compared() {
        Population population = four(EVERY_2, 4);
        population.report(1, 2, 0.5);
        population.report(2, 2, 0.9);
        assertThat(population.report(3, 6, 0.1)).isInstanceOf(Decision.Exploit.class);

        assertThat(population.report(3, 3, 0.0)).isEqualTo(Decision.CONTINUE);
        assertThat(population.report(3, 4, 0.0)).isInstanceOf(Decision.Exploit.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void should_replace_a_trial_that_diverged(double score) {
        Population population = four(EVERY_2, 4);
        population.report(1, 2, 0.5);
        population.report(2, 2, 0.9);

        assertThat(population.report(3, 2, score)).isInstanceOf(Decision.Exploit.class);
    }

    @Test
    void should_compare_with_nobody_during_the_burn_in_and_with_none_that_ended() {
        Population population = four(EVERY_2.burnIn(4), 4);
        assertThat(population.report(1, 2, 0.5)).isEqualTo(Decision.CONTINUE);
        assertThat(population.report(2, 3, 0.6)).isEqualTo(Decision.CONTINUE);
        population.report(1, 4, 0.5);
        assertThat(population.report(2, 4, 0.9)).isEqualTo(Decision.SAVE);
        population.end(2);

        assertThat(population.report(3, 4, 0.1)).as("trial 1 never saved").isEqualTo(Decision.CONTINUE);
        assertThat(population.report(1, 6, 0.5)).isEqualTo(Decision.SAVE);
        assertThat(population.report(3, 6, 0.1))
                .isInstanceOfSatisfying(
                        Decision.Exploit.class,
                        exploit -> assertThat(exploit.from()).isEqualTo(1));
    }

    @Test
    void should_take_turns_where_there_are_more_trials_than_slots() {
        // GIVEN three trials on two slots, the third not begun
        Population population = Population.of(Schedulers.pbt(EVERY_2), RATE, 3, 2);
        population.add(1, rate(0.1)).add(2, rate(0.2));
        assertThat(population.report(1, 2, 0.1))
                .isEqualTo(new Decision.Pause("gives way to others at training_iteration 2"));
        assertThat(population.resume()).as("trial 3 was never begun").isNull();
        population.add(3, rate(0.3));
        assertThat(population.report(2, 3, 0.5)).isInstanceOf(Decision.Pause.class);

        // WHEN there is room
        Resumption first = population.resume();
        population.report(3, 2, 0.3);
        Resumption second = population.resume();
        Resumption third = population.resume();

        // THEN the one that is furthest behind goes on first
        assertThat(first).isEqualTo(Resumption.of(1));
        assertThat(second).isEqualTo(Resumption.of(3));
        assertThat(third).isEqualTo(Resumption.of(2));
        assertThat(population.resume()).isNull();
    }

    @Test
    void should_take_over_after_the_pause_where_others_wait() {
        Population population = Population.of(Schedulers.pbt(EVERY_2), RATE, 3, 1);
        population.add(1, rate(0.1));
        population.report(1, 2, 0.5);
        population.add(2, rate(0.2));
        population.report(2, 2, 0.9);
        population.add(3, rate(0.3));

        assertThat(population.report(3, 2, 0.1)).isInstanceOf(Decision.Pause.class);

        assertThat(population.resume()).isEqualTo(Resumption.of(1));
        population.report(1, 4, 0.5);
        assertThat(population.resume()).isEqualTo(Resumption.of(2));
        population.report(2, 4, 0.5);
        assertThat(population.resume().exploit())
                .isNotNull()
                .satisfies(exploit -> assertThat(exploit.from()).isEqualTo(2));
    }

    @Test
    void should_compare_all_at_once_when_synchronous() {
        Population population = four(EVERY_2.synchronous(true), 4);
        assertThat(population.report(3, 2, 0.9))
                .isEqualTo(new Decision.Pause("compared with all others at training_iteration 2"));
        population.report(1, 2, 0.3);
        population.report(2, 2, 0.2);
        assertThat(population.resume()).isNull();

        assertThat(population.report(4, 2, 0.1)).isInstanceOf(Decision.Pause.class);

        Resumption first = population.resume();
        assertThat(first.trial()).isEqualTo(4);
        assertThat(first.exploit().from()).isEqualTo(3);
        assertThat(population.resume()).isEqualTo(Resumption.of(1));
        assertThat(population.resume()).isEqualTo(Resumption.of(2));
        assertThat(population.resume()).isEqualTo(Resumption.of(3));
        assertThat(population.report(1, 3, 0.1)).isEqualTo(Decision.CONTINUE);
        assertThat(population.report(1, 4, 0.1)).isInstanceOf(Decision.Pause.class);
    }

    @Test
    void should_not_take_over_from_the_last_one_whose_checkpoint_may_not_be_there_yet() {
        Population population =
                Population.of(Schedulers.pbt(EVERY_2.synchronous(true).quantileFraction(0.5)), RATE, 10, 10);
        for (int trial = 1; trial <= 10; trial++) {
            population.add(trial, rate(0.1));
        }
        for (int trial = 1; trial <= 10; trial++) {
            population.report(trial, 2, trial);
        }

        for (int trial = 1; trial <= 5; trial++) {
            assertThat(population.resume().exploit().from()).isBetween(6, 9);
        }
        assertThat(population.resume().exploit()).isNull();
    }

    @Test
    void should_pause_nobody_while_there_is_room_for_all() {
        Population roomy = Population.of(Schedulers.pbt(EVERY_2), RATE, 4, 4).add(1, rate(0.1));
        Population narrow = Population.of(Schedulers.pbt(EVERY_2), RATE, 4, 3).add(1, rate(0.1));

        assertThat(roomy.report(1, 2, 0.5)).isEqualTo(Decision.CONTINUE);
        assertThat(narrow.report(1, 2, 0.5)).isInstanceOf(Decision.Pause.class);
    }

    @Test
    void should_wait_no_longer_for_a_trial_that_ended_or_never_came() {
        Population population = Population.of(Schedulers.pbt(EVERY_2.synchronous(true)), RATE, 4, 4);
        population.add(1, rate(0.1)).add(2, rate(0.2)).add(3, rate(0.3));
        population.report(1, 2, 0.3);
        population.report(2, 2, 0.2);
        population.end(3);
        assertThat(population.resume()).isNull();

        population.scheduler.onLastTrialAdd();

        assertThat(population.resume().exploit().from()).isEqualTo(1);
        assertThat(population.resume()).isEqualTo(Resumption.of(1));
    }

    @Test
    void should_go_on_without_those_that_the_searcher_holds_back() {
        Population population = Population.of(Schedulers.pbt(EVERY_2), RATE, 3, 2);
        population.add(1, rate(0.1)).add(2, rate(0.2));
        population.report(1, 2, 0.1);
        population.report(2, 2, 0.2);
        assertThat(population.resume()).isNull();

        population.scheduler.onStandstill();

        assertThat(population.resume()).isEqualTo(Resumption.of(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void should_leave_no_trial_paused_and_decide_the_same_again(boolean synchronous) {
        for (int seed = 0; seed < 200; seed++) {
            PbtSettings settings = PbtSettings.every(1 + seed % 4)
                    .burnIn(seed % 3)
                    .quantileFraction(0.1 + seed % 5 / 10.0)
                    .synchronous(synchronous);
            int trials = 1 + seed % 9;
            int slots = 1 + seed % 4;
            List<String> told = randomRun(settings, trials, slots, seed);

            assertThat(randomRun(settings, trials, slots, seed)).isEqualTo(told);
        }
    }

    /** Run trials of random lengths until all have ended, as a run would; tell what was decided. */
    private static List<String> randomRun(PbtSettings settings, int trials, int slots, int seed) {
        Population population = Population.of(Schedulers.pbt(settings), RATE, trials, slots);
        Random random = new Random(seed);
        List<String> told = new ArrayList<>();
        List<Integer> running = new ArrayList<>();
        Set<Integer> paused = new HashSet<>();
        int[] iterations = new int[trials + 1];
        int begun = 0;
        boolean last = false;
        int steps = 0;
        while (true) {
            while (running.size() < slots) {
                Resumption next = population.resume();
                if (next != null) {
                    assertThat(paused.remove(next.trial()))
                            .as("resumed what was paused")
                            .isTrue();
                    running.add(next.trial());
                    told.add(next.toString());
                } else if (begun < trials - seed % 2) {
                    population.add(++begun, rate(0.01 * begun));
                    running.add(begun);
                } else if (!last) {
                    last = true;
                    population.scheduler.onLastTrialAdd();
                } else {
                    break;
                }
            }
            if (running.isEmpty()) {
                assertThat(paused).as("seed %d: paused for ever", seed).isEmpty();
                return told;
            }
            assertThat(++steps).as("seed %d ends", seed).isLessThan(10_000);
            int trial = running.get(random.nextInt(running.size()));
            Decision decision = population.report(
                    trial, ++iterations[trial], random.nextInt(10) == 0 ? Double.NaN : random.nextDouble());
            told.add(trial + " " + decision);
            if (decision instanceof Decision.Exploit exploit) {
                assertThat(exploit.from()).isNotEqualTo(trial);
                iterations[trial] = iterations[exploit.from()];
            }
            boolean ends = random.nextInt(20) == 0;
            if (ends || decision instanceof Decision.Pause) {
                running.remove((Integer) trial);
            }
            if (ends) {
                population.end(trial);
            } else if (decision instanceof Decision.Pause) {
                paused.add(trial);
            }
        }
    }

    @Test
    void should_list_all_settings_that_are_out_of_their_bounds() {
        PbtSettings wrong = new PbtSettings(0, -1, 0.6, 1.5, List.of(0.0), List.of(), Exploration.NONE, false, "");
        assertThatThrownBy(() -> Population.of(Schedulers.pbt(wrong), RATE, 4, 4))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("""
                        TUNE-485 PBT: perturbationInterval must be at least 1, was 0
                        TUNE-485 PBT: burnIn must be at least 0, was -1
                        TUNE-485 PBT: quantileFraction must be more than 0 and at most 0.5, was 0.6
                        TUNE-485 PBT: timeAttr must be the name of a metric, was blank
                        TUNE-485 PBT: resampleProbability must be from 0 to 1, was 1.5
                        TUNE-485 PBT: perturbationFactors must be numbers of more than 0, were [0.0]""");
        assertThatThrownBy(() -> Population.of(Schedulers.pbt(EVERY_2.mutate("rte")), RATE, 4, 4))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("TUNE-486 PBT: mutate names 'rte', which is no parameter that is drawn (there are: rate)");
        assertThatThrownBy(() -> Population.of(Schedulers.pbt(EVERY_2), ParamSpace.parse("rate = 0.1"), 4, 4))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("TUNE-486 PBT: no parameter of the space is drawn, so that nothing changes; "
                        + "give the space a parameter such as loguniform(1e-4, 1)");
    }

    private static Population four(PbtSettings settings, int slots) {
        Population population = Population.of(Schedulers.pbt(settings), RATE, 4, slots);
        for (int trial = 1; trial <= 4; trial++) {
            population.add(trial, rate(trial / 10.0));
        }
        return population;
    }

    private static Config rate(double rate) {
        return Config.of(Map.of("rate", rate));
    }
}
