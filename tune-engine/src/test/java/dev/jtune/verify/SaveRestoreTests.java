package dev.jtune.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Cleanup;
import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.LoadCheckpoint;
import dev.jtune.ResetConfig;
import dev.jtune.SaveCheckpoint;
import dev.jtune.Setup;
import dev.jtune.Shared;
import dev.jtune.Step;
import dev.jtune.Trainable;
import dev.jtune.TrialContext;
import dev.jtune.Uniform;
import dev.jtune.space.ParamSpace;
import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.SharedObjects;
import dev.jtune.verify.Check.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SaveRestoreTests {
    static final AtomicInteger CLEANED = new AtomicInteger();
    static final AtomicLong NOISE = new AtomicLong();

    record State(int steps, double sum) {}

    /** Right in everything; what is wrong in other classes is wrong in one method. */
    @Trainable
    static class RightTestCase {
        double by;
        int steps;
        double sum;

        @Setup
        void setup(double by, TrialContext trial) {
            assertThat(trial.directory()).isEmptyDirectory();
            this.by = by;
        }

        @Step
        Map<String, Object> step() {
            steps++;
            sum += by * steps;
            return Map.of("score", sum, "time_this_iter_s", System.nanoTime() / 1e9);
        }

        @SaveCheckpoint
        State save() {
            return new State(steps, sum);
        }

        @LoadCheckpoint
        void load(State state) {
            steps = state.steps();
            sum = state.sum();
        }

        @ResetConfig
        boolean reset(double by) {
            this.by = by;
            steps = 0;
            sum = 0;
            return true;
        }

        @Cleanup
        void close() {
            CLEANED.incrementAndGet();
        }
    }

    @BeforeEach
    void start() {
        CLEANED.set(0);
        NOISE.set(0);
        StaticTestCase.steps = 0;
    }

    private static SaveRestoreVerification verify(Class<?> type) {
        return Verify.saveRestore(type).config(Map.of("by", 1));
    }

    private static String failure(Class<?> type) {
        SaveRestoreReport report = verify(type).report();
        assertThat(report.failures()).as("%s", report).hasSize(1);
        return report.failures().get(0).toString();
    }

    @Test
    void should_pass_a_class_that_is_right() {
        SaveRestoreReport report = verify(RightTestCase.class).report();
        assertThat(report).hasToString("""
                save and restore of RightTestCase with by=1 hold
                  passed      train: 4 steps
                  passed      repeat: two new objects with one seed agree in every step
                  passed      side by side: two objects that step in turn do not disturb each other
                  passed      save: an object goes on after it was saved as if it had not been
                  passed      load: a new object goes on after step 2 like the uninterrupted run (compared: score)
                  passed      load again: a new object goes on after step 2 like the uninterrupted run (compared: score)
                  passed      relocate: a new object goes on after step 2 like the uninterrupted run (compared: score)
                  passed      reset: an object that was reset repeats the results of a new one
                  passed      clean up: 9 objects""");
        assertThat(CLEANED).hasValue(9);
    }

    @Test
    void should_pass_it_with_the_checkpoint_in_memory_and_other_numbers_of_steps() {
        SaveRestoreReport report =
                verify(RightTestCase.class).inMemory().steps(3, 5).report();
        assertThat(report.passed()).as("%s", report).isTrue();
        assertThat(report.checks().get(0).explanation()).isEqualTo("8 steps");
        assertThat(report.checks().get(4).explanation())
                .isEqualTo("a new object goes on after step 3 like the uninterrupted run (compared: score)");
    }

    @Test
    void should_refuse_fewer_than_one_step() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> verify(RightTestCase.class).steps(0, 2).check())
                .withMessage("TUNE-520 a check needs at least 1 step before and 1 after the checkpoint, not 0 and 2");
    }

    @Test
    void should_draw_configurations_from_a_space() {
        SaveRestoreReport report = SaveRestoreCheck.run(
                Definitions.ofClass(RightTestCase.class),
                ParamSpace.parse("by = uniform(1, 2)"),
                SharedObjects.NONE,
                7);
        assertThat(report.passed()).as("%s", report).isTrue();
        assertThat(report.config().getDouble("by")).isBetween(1.0, 2.0);
    }

    @Trainable
    static class OwnSpaceTestCase extends RightTestCase {
        @Override
        @Setup
        void setup(@Uniform(lower = 3, upper = 4) double by, TrialContext trial) {
            super.setup(by, trial);
        }
    }

    @Test
    void should_draw_a_configuration_from_what_the_class_says_of_its_parameters() {
        SaveRestoreReport report = Verify.saveRestore(OwnSpaceTestCase.class).report();
        assertThat(report.passed()).as("%s", report).isTrue();
        assertThat(report.config().getDouble("by")).isBetween(3.0, 4.0);
    }

    @Test
    void should_say_that_a_configuration_is_missing() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> Verify.saveRestore(RightTestCase.class).check())
                .withMessage("TUNE-521 RightTestCase: nothing says which values these parameters may have: by; give a"
                        + " configuration: Verify.saveRestore(...).config(Map.of(\"by\", ...))");
    }

    // ---- checkpoints

    @Trainable
    static class EmptyLoadTestCase extends RightTestCase {
        @Override
        @LoadCheckpoint
        void load(State state) {}
    }

    @Test
    void should_find_a_load_that_does_nothing() {
        SaveRestoreReport report = verify(EmptyLoadTestCase.class).report();
        assertThat(report.failures())
                .extracting(Check::toString)
                .containsExactly(
                        "FAILED      load: TUNE-504 in step 3 a new object that loaded the checkpoint of step 2 has score = 1.0,"
                                + " the uninterrupted run has 6.0",
                        "FAILED      load again: TUNE-505 in step 3 a new object that loaded the checkpoint of step 2 a second"
                                + " time has score = 1.0, the uninterrupted run has 6.0");
    }

    @Trainable
    static class WrongValueTestCase extends RightTestCase {
        @Override
        @SaveCheckpoint
        State save() {
            return new State(steps, sum + 0.25);
        }
    }

    @Test
    void should_find_a_wrong_value_in_the_checkpoint() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> verify(WrongValueTestCase.class).inMemory().check())
                .withMessageStartingWith("save and restore of WrongValueTestCase with by=1 do not hold\n")
                .withMessageContaining(
                        "FAILED      load: TUNE-504 in step 3 a new object that loaded the checkpoint of step 2"
                                + " has score = 6.25, the uninterrupted run has 6.0");
    }

    @Trainable
    static class ImpureSaveTestCase extends RightTestCase {
        @Override
        @SaveCheckpoint
        State save() {
            State state = super.save();
            sum = 0;
            return state;
        }
    }

    @Test
    void should_find_a_save_that_changes_the_object() {
        assertThat(failure(ImpureSaveTestCase.class))
                .isEqualTo("FAILED      save: TUNE-503 in step 3 an object that was saved after step 2 has score = 3.0,"
                        + " without the save it has 6.0; saving must not change the object");
    }

    @Trainable
    static class DirectoryTestCase {
        int steps;

        @Step
        int step() {
            return ++steps;
        }

        @SaveCheckpoint
        Path save(Path dir) throws IOException {
            Files.writeString(Files.createDirectory(dir.resolve("model")).resolve("steps"), Integer.toString(steps));
            return dir;
        }

        @LoadCheckpoint
        void load(Path dir) throws IOException {
            steps = Integer.parseInt(Files.readString(dir.resolve("model/steps")));
        }
    }

    @Test
    void should_pass_checkpoints_in_directories() {
        assertThat(Verify.saveRestore(DirectoryTestCase.class).report().passed())
                .isTrue();
        assertThat(Verify.saveRestore(DirectoryTestCase.class)
                        .inMemory()
                        .report()
                        .passed())
                .isTrue();
    }

    @Trainable
    static class AbsolutePathTestCase extends DirectoryTestCase {
        @Override
        @SaveCheckpoint
        Path save(Path dir) throws IOException {
            Files.writeString(dir.resolve("where"), dir.resolve("model/steps").toString());
            return super.save(dir);
        }

        @Override
        @LoadCheckpoint
        void load(Path dir) throws IOException {
            steps = Integer.parseInt(Files.readString(Path.of(Files.readString(dir.resolve("where")))));
        }
    }

    @Test
    void should_find_an_absolute_path_in_the_checkpoint() {
        assertThat(failure(AbsolutePathTestCase.class))
                .isEqualTo("FAILED      relocate: TUNE-506 the file where holds the absolute path of the checkpoint;"
                        + " checkpoints are moved: write names relative to the directory, or none at all");
    }

    @Trainable
    static class RememberedPlaceTestCase extends DirectoryTestCase {
        static Path place;

        @Override
        @SaveCheckpoint
        Path save(Path dir) throws IOException {
            place = dir;
            return super.save(dir);
        }

        @Override
        @LoadCheckpoint
        void load(Path dir) throws IOException {
            super.load(place);
        }
    }

    @Test
    void should_find_a_load_that_looks_where_the_checkpoint_was_before_it_was_moved() {
        assertThat(failure(RememberedPlaceTestCase.class))
                .startsWith("FAILED      relocate: TUNE-506 it threw java.nio.file.NoSuchFileException: ");
    }

    @Trainable
    static class EatenCheckpointTestCase extends DirectoryTestCase {
        @Override
        @LoadCheckpoint
        void load(Path dir) throws IOException {
            super.load(dir);
            Files.delete(dir.resolve("model/steps"));
        }
    }

    @Test
    void should_find_a_load_that_uses_the_checkpoint_up() {
        assertThat(failure(EatenCheckpointTestCase.class))
                .startsWith("FAILED      load again: TUNE-505 it threw java.nio.file.NoSuchFileException: ");
    }

    // ---- objects among each other

    @Trainable
    static class StaticTestCase {
        static int steps;

        @Step
        int step() {
            return ++steps;
        }

        @SaveCheckpoint
        Map<String, Object> save() {
            return Map.of("steps", steps);
        }

        @LoadCheckpoint
        void load(Map<String, Object> saved) {
            steps = ((Long) saved.get("steps")).intValue();
        }
    }

    @Test
    void should_find_static_state_and_name_the_field() {
        SaveRestoreReport report = Verify.saveRestore(StaticTestCase.class).report();
        assertThat(report.failures().get(0))
                .hasToString(
                        "FAILED      repeat: TUNE-502 in step 1 a second new object has score = 5, the first one has 1;"
                                + " static fields are why: StaticTestCase.steps went from 0 to 4; keep state in instance fields,"
                                + " because trials run side by side");
    }

    @Trainable
    static class StaticButSetUpTestCase extends StaticTestCase {
        @Setup
        void setup() {
            steps = 0;
        }
    }

    @Test
    void should_find_static_state_that_setup_hides_from_objects_one_after_the_other() {
        assertThat(failure(StaticButSetUpTestCase.class))
                .isEqualTo(
                        "FAILED      side by side: TUNE-502 in step 2 of two objects that step in turn, one has score = 3,"
                                + " alone it has 2; keep state in instance fields, because trials run side by side");
    }

    @Trainable
    static class NoisyTestCase extends RightTestCase {
        @Override
        @Step
        Map<String, Object> step() {
            super.step();
            return Map.of("score", NOISE.incrementAndGet(), "sum", sum);
        }
    }

    @Test
    void should_say_which_metrics_cannot_be_compared_and_judge_the_others() {
        SaveRestoreReport report = verify(NoisyTestCase.class).report();
        assertThat(report.passed()).as("%s", report).isTrue();
        assertThat(report.checks().get(1))
                .hasToString(
                        "not judged  repeat: two new objects with one seed differ, so these metrics are not compared:"
                                + " score (in step 1 one has score = 5, the other has 1)");
        assertThat(report.checks().get(4).explanation()).endsWith("(compared: sum)");
    }

    @Trainable
    static class NoisyEmptyLoadTestCase extends NoisyTestCase {
        @Override
        @LoadCheckpoint
        void load(State state) {}
    }

    @Test
    void should_find_a_wrong_load_in_the_metrics_that_can_be_compared() {
        assertThat(verify(NoisyEmptyLoadTestCase.class).report().failures())
                .first()
                .hasToString(
                        "FAILED      load: TUNE-504 in step 3 a new object that loaded the checkpoint of step 2 has"
                                + " sum = 1.0, the uninterrupted run has 6.0");
    }

    // ---- the rest of the life

    @Trainable
    static class HalfResetTestCase extends RightTestCase {
        @Override
        @ResetConfig
        boolean reset(double by) {
            this.by = by;
            return true;
        }
    }

    @Test
    void should_find_a_reset_that_keeps_what_was_trained() {
        assertThat(failure(HalfResetTestCase.class))
                .isEqualTo(
                        "FAILED      reset: TUNE-507 in step 1 after reset, an object has score = 6.0, a new one has 1.0;"
                                + " @ResetConfig makes everything new that depends on the configuration or was trained");
    }

    @Trainable
    static class DeafResetTestCase extends RightTestCase {
        @Override
        @ResetConfig
        boolean reset(double by) {
            steps = 0;
            sum = 0;
            return true;
        }
    }

    @Test
    void should_find_a_reset_that_ignores_the_new_configuration() {
        SaveRestoreReport report = Verify.saveRestore(DeafResetTestCase.class)
                .config(Map.of("by", 1))
                .config(Map.of("by", 3))
                .report();
        assertThat(report.failures())
                .singleElement()
                .hasToString(
                        "FAILED      reset: TUNE-507 in step 1 after reset, an object has score = 3.0, a new one has 1.0;"
                                + " @ResetConfig makes everything new that depends on the configuration or was trained");
    }

    @Trainable
    static class DecliningTestCase extends RightTestCase {
        @Override
        @ResetConfig
        boolean reset(double by) {
            return false;
        }
    }

    @Test
    void should_accept_a_reset_that_declines() {
        SaveRestoreReport report = verify(DecliningTestCase.class).report();
        assertThat(report.passed()).isTrue();
        assertThat(report.checks())
                .contains(new Check(
                        "reset",
                        Outcome.NOT_JUDGED,
                        "@ResetConfig returned false: each trial gets a new object",
                        null));
    }

    @Trainable
    static class FailingCleanupTestCase extends RightTestCase {
        @Override
        @Cleanup
        void close() {
            throw new IllegalStateException("still busy");
        }
    }

    @Test
    void should_report_what_cleanup_throws() {
        assertThat(failure(FailingCleanupTestCase.class))
                .isEqualTo("FAILED      clean up: TUNE-508 it threw java.lang.IllegalStateException: still busy");
    }

    @Trainable
    static class FailingStepTestCase extends RightTestCase {
        @Override
        @Step
        Map<String, Object> step() {
            throw new IllegalStateException("no data");
        }
    }

    @Test
    void should_report_what_a_step_throws_with_its_cause_and_clean_up() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> verify(FailingStepTestCase.class).check())
                .withMessage("""
                        save and restore of FailingStepTestCase with by=1 do not hold
                          FAILED      train: TUNE-501 it threw java.lang.IllegalStateException: no data
                          passed      clean up: 1 objects""")
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(CLEANED).hasValue(1);
    }

    @Trainable
    static class ShortTestCase extends RightTestCase {
        @Override
        @Step
        Map<String, Object> step() {
            super.step();
            return Map.of("score", sum, "done", steps == 2);
        }
    }

    @Test
    void should_checkpoint_earlier_where_the_run_ends_itself_earlier() {
        SaveRestoreReport report = verify(ShortTestCase.class).report();
        assertThat(report.passed()).as("%s", report).isTrue();
        assertThat(report.checks().get(4).explanation())
                .isEqualTo("a new object goes on after step 1 like the uninterrupted run (compared: done, score)");
    }

    @Trainable
    static class UnsavedTestCase {
        @Shared
        static String greeting() {
            return "hello";
        }

        private int length;

        @Setup
        void setup(Config config, @Shared String greeting, @Shared String name) {
            length = greeting.length() + name.length();
        }

        @Step
        double step() {
            return length;
        }
    }

    @Test
    void should_tell_a_class_without_checkpoints_what_it_gives_up() {
        SaveRestoreReport report =
                Verify.saveRestore(UnsavedTestCase.class).with("name", "world").report();
        assertThat(report.passed()).isTrue();
        assertThat(report).hasToString("""
                save and restore of UnsavedTestCase hold
                  passed      train: 4 steps
                  passed      repeat: two new objects with one seed agree in every step
                  passed      side by side: two objects that step in turn do not disturb each other
                  not judged  save and load: the class has no @SaveCheckpoint and @LoadCheckpoint: a trial that fails\
                 starts afresh, an interrupted one does not go on, and schedulers that pause trials cannot be used
                  passed      clean up: 4 objects""");
    }
}
