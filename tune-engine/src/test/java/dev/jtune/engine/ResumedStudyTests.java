package dev.jtune.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jtune.Mode;
import dev.jtune.Resume;
import dev.jtune.Tune;
import dev.jtune.run.RecordedStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** That a study whose test run was killed goes on in the next one. */
class ResumedStudyTests {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    void forget() {
        CALLS.set(0);
    }

    static class SquareTestCase {
        @Tune(mode = Mode.MAX, numSamples = 6, resume = Resume.AUTO, seed = "1", paramSpace = "x = uniform(0, 1)")
        double square(double x) {
            CALLS.incrementAndGet();
            return x * x;
        }
    }

    private EngineExecutionResults run(String... settings) {
        EngineTestKit.Builder kit = EngineTestKit.engine(TuneEngine.ID)
                .configurationParameter("tune.dir", directory.toString())
                .configurationParameter("tune.verbose", "0")
                .configurationParameter("tune.maxConcurrentTrials", "1");
        for (int i = 0; i < settings.length; i += 2) {
            kit.configurationParameter(settings[i], settings[i + 1]);
        }
        return kit.selectors(selectClass(SquareTestCase.class)).execute();
    }

    private Path journal() {
        return directory.resolve(SquareTestCase.class.getName() + ".square/trials.jsonl");
    }

    /** Leave a journal as a process leaves it that is killed when this trial has begun. */
    private void killedIn(int trial) throws IOException {
        List<String> lines = Files.readAllLines(journal());
        int length = 0;
        while (!lines.get(length).contains("\"event\":\"attempt\",\"trial\":" + trial + ",")) {
            length++;
        }
        Files.write(journal(), lines.subList(0, length + 1));
    }

    private static List<String> tests(EngineExecutionResults results) {
        return results.testEvents()
                .finished()
                .map(event -> event.getTestDescriptor().getUniqueId() + " "
                        + event.getTestDescriptor().getDisplayName())
                .toList();
    }

    @Test
    void should_show_the_tests_of_a_run_that_was_not_interrupted_and_run_only_the_rest() throws IOException {
        List<String> expected = tests(run());
        killedIn(4);
        CALLS.set(0);
        EngineExecutionResults again = run();
        assertThat(CALLS).as("trials 4 to 6").hasValue(3);
        assertThat(tests(again)).isEqualTo(expected);
        assertThat(RecordedStudy.read(journal().getParent()).orElseThrow().isFinished())
                .isTrue();
    }

    @Test
    void should_begin_anew_after_a_run_that_came_to_its_end() {
        run();
        run();
        assertThat(CALLS).hasValue(12);
    }

    @Test
    void should_begin_anew_with_another_seed_and_keep_the_files() throws IOException {
        run();
        killedIn(4);
        CALLS.set(0);
        run("tune.seed", "2");
        assertThat(CALLS).hasValue(6);
        assertThat(journal().resolveSibling("previous").resolve("trials.jsonl")).exists();
    }

    @Test
    void should_refuse_to_go_on_with_another_study() throws IOException {
        run();
        killedIn(4);
        EngineExecutionResults results = run("tune.seed", "2", "tune.resume", "required");
        assertThat(results.allEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()))
                .singleElement()
                .asString()
                .contains("TUNE-408", "its seed was 1 and is 2", "undo the change to go on with it");
    }

    @Test
    void should_refuse_to_go_on_with_nothing() {
        EngineExecutionResults results = run("tune.resume", "required");
        assertThat(results.allEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()))
                .singleElement()
                .asString()
                .contains("TUNE-409", "there is no run in");
    }
}
