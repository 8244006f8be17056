package dev.jtune.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.LoadCheckpoint;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.ResultGrid;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialResult;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searchers;
import dev.jtune.space.ParamSpace;
import dev.jtune.tuner.Tuner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Populations in real runs, and the repetition of what they found. */
class PbtScheduleTests {

    /** Grows by its rate, which is best at 1 before the tenth step and at 0.1 after it. */
    @Trainable
    static class Growth {
        private double rate;
        private double grown;
        private long steps;

        @Setup
        void setup(Config config) {
            rate = config.getDouble("rate");
        }

        @Step
        double step() {
            double best = steps < 10 ? 1 : 0.1;
            steps++;
            grown += 1 - Math.abs(Math.log(rate / best)) / 5;
            return grown;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("grown", grown, "steps", steps);
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {
            grown = (Double) saved.get("grown");
            steps = (Long) saved.get("steps");
        }
    }

    @Test
    void should_train_a_population_and_repeat_what_its_best_trial_went_through(@TempDir Path directory) {
        // GIVEN a population that takes turns on two of six slots
        Path study = directory.resolve("study");
        ResultGrid population = growth(study)
                .searcher(Searchers.random())
                .scheduler(Schedulers.pbt(PbtSettings.every(2)))
                .numSamples(6)
                .maxConcurrentTrials(2)
                .fit();
        double best = population.best().score();

        // WHEN one trial repeats the schedule of the best one
        PbtSchedule schedule = PbtSchedule.read(study, 0);
        ResultGrid replay = growth(directory.resolve("replay"))
                .searcher(schedule.searcher())
                .scheduler(schedule.scheduler())
                .numSamples(20)
                .maxConcurrentTrials(1)
                .fit();

        // THEN it comes to the same score by itself
        assertThat(population.trials())
                .hasSize(6)
                .allSatisfy(trial -> assertThat(last(trial)).isEqualTo(20));
        assertThat(schedule.stages()).hasSizeGreaterThan(2);
        assertThat(replay.trials()).hasSize(1);
        assertThat(replay.best().score()).isEqualTo(best);
        assertThat(last(replay.best())).isEqualTo(20);
        // AND a constant rate does not get there
        assertThat(best).isGreaterThan(20 - 10 * Math.log(10) / 5);
    }

    @Test
    void should_compare_all_at_once_in_a_run() {
        ResultGrid results = growth(null)
                .searcher(Searchers.random())
                .scheduler(Schedulers.pbt(PbtSettings.every(5).synchronous(true)))
                .numSamples(5)
                .maxConcurrentTrials(3)
                .fit();

        assertThat(results.trials())
                .hasSize(5)
                .allSatisfy(trial -> assertThat(last(trial)).isEqualTo(20));
    }

    private static long last(TrialResult trial) {
        return ((Number) trial.metrics().get("training_iteration")).longValue();
    }

    private static Tuner growth(Path directory) {
        Tuner tuner = Tuner.of(Growth.class)
                .paramSpace("rate = loguniform(0.01, 10)")
                .metric("score", Mode.MAX)
                .stop("training_iteration >= 20")
                .seed(3)
                .deterministic(true);
        return directory == null ? tuner : tuner.directory(directory);
    }

    @Test
    void should_pause_at_each_stage_and_go_on_from_itself() {
        PbtSchedule schedule = new PbtSchedule(List.of(
                new PbtSchedule.Stage(0, rate(1)),
                new PbtSchedule.Stage(4, rate(2)),
                new PbtSchedule.Stage(5, rate(3))));
        Scheduler scheduler = schedule.scheduler().create(new ScheduleContext(List.of(), 1));
        scheduler.onTrialAdd(1, rate(1));

        assertThat(scheduler.onResult(Reported.of(1, 3, "loss", 1))).isEqualTo(Scheduler.Decision.CONTINUE);
        assertThat(scheduler.onResult(Reported.of(1, 4, "loss", 1)))
                .isEqualTo(new Scheduler.Decision.Pause("stage 2 of 3 begins after iteration 4"));
        assertThat(scheduler.resume().exploit().config()).isEqualTo(rate(2));
        assertThat(scheduler.resume()).isNull();
        assertThat(scheduler.onResult(Reported.of(1, 7, "loss", 1))).isInstanceOf(Scheduler.Decision.Pause.class);
        assertThat(scheduler.resume())
                .isEqualTo(new Scheduler.Resumption(
                        1, new Scheduler.Decision.Exploit(1, rate(3), "stage 3 of 3 begins after iteration 7")));
        assertThat(scheduler.onResult(Reported.of(1, 9, "loss", 1))).isEqualTo(Scheduler.Decision.CONTINUE);
    }

    @Test
    void should_suggest_its_first_configuration_in_a_space_that_has_all_of_them() {
        PbtSchedule schedule = new PbtSchedule(List.of(
                new PbtSchedule.Stage(0, Config.of(Map.of("x", 0.5))),
                new PbtSchedule.Stage(4, Config.of(Map.of("x", 5.0)))));

        assertThat(schedule.searcher().create(context("x = uniform(0, 10)")).name())
                .isEqualTo("PBT replay");
        assertThatThrownBy(() -> schedule.searcher().create(context("x = uniform(0, 1)")))
                .hasMessageStartingWith("TUNE-489 PBT replay: the configuration of iteration 4 is none of the space: ");
    }

    @Test
    void should_say_which_study_or_trial_is_missing(@TempDir Path directory) {
        growth(directory.resolve("study")).numSamples(2).fit();

        assertThatThrownBy(() -> PbtSchedule.read(directory, 1))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("TUNE-489 PBT replay: there is no trials.jsonl in " + directory
                        + "; name the directory of a study");
        assertThatThrownBy(() -> PbtSchedule.read(directory.resolve("study"), 7))
                .isInstanceOf(InvalidDeclarationException.class)
                .hasMessage("TUNE-489 PBT replay: there is no trial 7 in " + directory.resolve("study")
                        + "; name a trial of the study by its number");
    }

    private static SearchContext context(String entry) {
        return new SearchContext(ParamSpace.parse(entry), List.of(Objective.of("accuracy", Mode.MAX)), 1, 1, List.of());
    }

    private static Config rate(double rate) {
        return Config.of(Map.of("rate", rate));
    }
}
