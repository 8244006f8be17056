package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.jtune.Mode;
import dev.jtune.Resources;
import dev.jtune.ResultGrid;
import dev.jtune.Trial;
import dev.jtune.TrialResult;
import dev.jtune.Tune;
import dev.jtune.exec.Backend;
import dev.jtune.exec.BackendFactory;
import dev.jtune.exec.BackendWith;
import dev.jtune.exec.Machine;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.exec.Threads;
import dev.jtune.exec.Ticker;
import dev.jtune.log.TrialFiles;
import dev.jtune.run.LogWith;
import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What users plug in by annotations of their own is used as ours is. */
class PluginTests {
    @TempDir
    Path directory;

    private EngineTestKit.Builder kit(DiscoverySelector selector) {
        return EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .selectors(selector);
    }

    // ---- listeners

    @LogWith(AnnounceFactory.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Announce {
        String value();
    }

    static final class AnnounceFactory implements RunListenerFactory<Announce> {
        static final List<String> ANNOUNCED = new CopyOnWriteArrayList<>();

        @Override
        public RunListener create(Announce annotation) {
            return new RunListener() {
                @Override
                public void trialEnded(TrialResult result) {
                    ANNOUNCED.add(annotation.value() + " trial " + result.number());
                }

                @Override
                public void studyEnded(ResultGrid results) {
                    ANNOUNCED.add(annotation.value() + " " + results.size() + " trials");
                }
            };
        }
    }

    @Announce("composed")
    @TrialFiles
    @Retention(RetentionPolicy.RUNTIME)
    @interface OurLogs {}

    static class LoggedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 2, maxConcurrentTrials = 1, paramSpace = "x = uniform(0, 1)")
        @OurLogs
        void logged(double x, Trial trial) {
            trial.report(Map.of("score", 1));
            trial.report(Map.of("score", 2, "note", "two, \"quoted\""));
        }
    }

    @Test
    void should_tell_listeners_that_annotations_plug_in_at_any_depth() throws IOException {
        AnnounceFactory.ANNOUNCED.clear();
        kit(selectClass(LoggedTestCase.class)).execute();
        assertThat(AnnounceFactory.ANNOUNCED)
                .containsExactly("composed trial 1", "composed trial 2", "composed 2 trials");
        List<String> csv = Files.readAllLines(
                directory.resolve(LoggedTestCase.class.getName() + ".logged/trial-00002/progress.csv"));
        assertThat(csv).hasSize(3);
        assertThat(csv.get(0)).contains("score", "note", "training_iteration", "config/x");
        assertThat(csv.get(2)).contains("2,", "\"two, \"\"quoted\"\"\"");
    }

    static class PlainTestCase {
        @Tune(mode = Mode.MAX, numSamples = 2, paramSpace = "x = uniform(0, 1)")
        double plain(double x) {
            return x;
        }
    }

    @Test
    void should_write_for_the_tools_that_a_setting_names() {
        kit(selectClass(PlainTestCase.class))
                .configurationParameter("tune.log", "optuna, files")
                .execute();
        Path study = directory.resolve(PlainTestCase.class.getName() + ".plain");
        assertThat(study.resolve("optuna-journal.log")).isNotEmptyFile();
        assertThat(study.resolve("trial-00002/params.json")).isNotEmptyFile();
        assertThat(study.resolve("tb")).doesNotExist();
    }

    @Test
    void should_sum_up_the_build_when_its_studies_are_done() {
        kit(selectClass(PlainTestCase.class)).execute();
        assertThat(directory.resolve("summary.md")).content().startsWith("## Tune: 1 study");
        assertThat(directory.resolve("metrics-max.json")).content().contains("PlainTestCase.plain");
    }

    @Test
    void should_refuse_a_logger_that_does_not_exist() {
        EngineExecutionResults results = kit(selectClass(PlainTestCase.class))
                .configurationParameter("tune.log", "wandb")
                .execute();
        assertThat(results.allEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()))
                .containsExactly("TUNE-244 PlainTestCase.plain: tune.log names \"wandb\", and there is no such logger;"
                        + " use some of files, mlflow, optuna, tensorboard");
    }

    // ---- backends

    @BackendWith(ThreeCpusFactory.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface ThreeCpus {}

    static final class ThreeCpusFactory implements BackendFactory<ThreeCpus> {
        static final AtomicInteger CREATED = new AtomicInteger();

        @Override
        public Backend create(ThreeCpus annotation) {
            CREATED.incrementAndGet();
            return new ThreadBackend(Machine.capacity(), Ticker.SYSTEM);
        }
    }

    static class BackendTestCase {
        static final AtomicInteger RUNNING = new AtomicInteger();
        static final AtomicInteger MOST = new AtomicInteger();

        @Tune(mode = Mode.MAX, numSamples = 4, paramSpace = "x = uniform(0, 1)")
        @ThreeCpus
        double plugged(double x) {
            return x;
        }

        @Tune(mode = Mode.MAX, numSamples = 8, paramSpace = "x = uniform(0, 1)")
        @Threads(cpu = 8, custom = "licence=1")
        @Resources(custom = "licence=1")
        double licensed(double x) {
            MOST.accumulateAndGet(RUNNING.incrementAndGet(), Math::max);
            Thread.yield();
            RUNNING.decrementAndGet();
            return x;
        }

        @Tune(mode = Mode.MAX, numSamples = 1, paramSpace = "x = uniform(0, 1)")
        @Resources(custom = "licence=1")
        double unlicensed(double x) {
            return x;
        }

        @Tune(mode = Mode.MAX, numSamples = 1, paramSpace = "x = uniform(0, 1)")
        @Threads(memory = "much")
        double wrong(double x) {
            return x;
        }
    }

    @Test
    void should_run_on_the_backend_that_an_annotation_plugs_in() {
        ThreeCpusFactory.CREATED.set(0);
        EngineExecutionResults results = kit(selectMethod(BackendTestCase.class, "plugged", double.class))
                .execute();
        results.testEvents().assertStatistics(stats -> stats.succeeded(4));
        assertThat(ThreeCpusFactory.CREATED).hasValue(1);
    }

    @Test
    void should_offer_resources_that_the_study_says_are_there() {
        EngineExecutionResults results = kit(selectMethod(BackendTestCase.class, "licensed", double.class))
                .execute();
        results.testEvents().assertStatistics(stats -> stats.succeeded(8));
        assertThat(BackendTestCase.MOST).hasValue(1);
    }

    @Test
    void should_say_that_a_resource_does_not_exist_where_nothing_offers_it() {
        assertThat(failure(kit(selectMethod(BackendTestCase.class, "unlicensed", double.class))
                        .execute()))
                .startsWith("TUNE-4")
                .contains("licence");
    }

    @Test
    void should_say_what_is_wrong_with_a_backend() {
        assertThat(failure(kit(selectMethod(BackendTestCase.class, "wrong", double.class))
                        .execute()))
                .isEqualTo("TUNE-078 @Threads: memory \"much\" is no amount: give bytes, or a unit, as \"2GB\", \"512"
                        + " MiB\"");
    }

    @Test
    void should_choose_a_backend_by_its_name() {
        ThreeCpusFactory.CREATED.set(0);
        kit(selectMethod(BackendTestCase.class, "plugged", double.class))
                .configurationParameter("tune.backend", "threads")
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(4));
        assertThat(ThreeCpusFactory.CREATED).hasValue(0);
    }

    @Test
    void should_prefer_the_annotation_to_a_default_backend() {
        ThreeCpusFactory.CREATED.set(0);
        kit(selectMethod(BackendTestCase.class, "plugged", double.class))
                .configurationParameter("tune.default.backend", "threads")
                .execute();
        assertThat(ThreeCpusFactory.CREATED).hasValue(1);
    }

    @Test
    void should_list_the_backends_where_a_name_is_unknown() {
        assertThat(failure(kit(selectMethod(BackendTestCase.class, "plugged", double.class))
                        .configurationParameter("tune.backend", "cloud")
                        .execute()))
                .isEqualTo("TUNE-242 BackendTestCase.plugged: tune.backend is \"cloud\", and there is no such backend;"
                        + " use one of threads");
    }

    // ---- names

    static class OverloadedTestCase {
        @Tune(mode = Mode.MAX, numSamples = 1, paramSpace = "x = uniform(0, 1)")
        double f(double x) {
            return x;
        }

        @Tune(mode = Mode.MAX, numSamples = 1, paramSpace = "x = randint(0, 9)")
        double f(int x) {
            return x;
        }
    }

    @Test
    void should_keep_the_studies_of_overloads_apart() {
        kit(selectClass(OverloadedTestCase.class)).execute();
        assertThat(directory.toFile().listFiles(File::isDirectory))
                .extracting(File::getName)
                .containsExactlyInAnyOrder(
                        OverloadedTestCase.class.getName() + ".f-double",
                        OverloadedTestCase.class.getName() + ".f-int");
    }

    private static String failure(EngineExecutionResults results) {
        return results.allEvents().finished().stream()
                .flatMap(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                .map(Throwable::getMessage)
                .findFirst()
                .orElseThrow();
    }
}
