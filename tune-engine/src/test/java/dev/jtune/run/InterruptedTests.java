package dev.jtune.run;

import static dev.jtune.Mode.MAX;
import static dev.jtune.Mode.MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.ResultGrid;
import dev.jtune.exec.sim.SimulatedBackend;
import dev.jtune.exec.sim.SimulatedTrainable;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalEvent.RunStarted;
import dev.jtune.search.Observation;
import dev.jtune.search.SearchContext;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which runs are gone on with, and what is said of those that are not. */
@Timeout(30)
class InterruptedTests {
    @TempDir
    private Path directory;

    private final List<Boolean> resumed = new ArrayList<>();
    private final List<SearchContext> contexts = new ArrayList<>();

    /** Four trials of one result each, which take a second. */
    private Tuner study() {
        return Tuner.of(SimulatedTrainable.of(
                        "study",
                        config -> Stream.of(SimulatedTrainable.step(Duration.ofSeconds(1), "score", 1))
                                .iterator()))
                .paramSpace("x = uniform(0, 1)")
                .metric("score", MAX)
                .numSamples(4)
                .seed(1)
                .backend(() -> new SimulatedBackend(1))
                .searcher(context -> {
                    contexts.add(context);
                    return Searchers.random().create(context);
                })
                .listener(new RunListener() {
                    @Override
                    public void studyStarted(StudyStarted event) {
                        resumed.add(event.resumed());
                    }
                })
                .directory(directory);
    }

    private List<JournalEvent> events() {
        return FileJournal.read(directory.resolve("trials.jsonl"));
    }

    private void write(List<JournalEvent> events) throws IOException {
        Files.delete(directory.resolve("trials.jsonl"));
        try (FileJournal journal = FileJournal.open(directory.resolve("trials.jsonl"))) {
            events.forEach(journal::append);
        }
    }

    /** Leave a run that was interrupted when its second trial had ended. */
    private List<JournalEvent> interrupt() throws IOException {
        study().fit();
        List<JournalEvent> events = events();
        int length = 0;
        for (int ended = 0; ended < 2; length++) {
            ended += events.get(length) instanceof JournalEvent.TrialEnded ? 1 : 0;
        }
        write(events.subList(0, length));
        resumed.clear();
        contexts.clear();
        return events();
    }

    private void restart(List<JournalEvent> events, UnaryOperator<RunStarted> start) throws IOException {
        List<JournalEvent> changed = new ArrayList<>(events);
        changed.set(0, start.apply((RunStarted) events.get(0)));
        write(changed);
    }

    private static RunStarted with(RunStarted start, String code, Map<String, String> settings) {
        return new RunStarted(
                start.version(),
                start.runId(),
                start.study(),
                start.seed(),
                start.objectives(),
                start.resultConstraints(),
                start.totalTrials(),
                start.searcher(),
                start.scheduler(),
                start.spaceDigest(),
                code,
                settings,
                start.millis());
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                change(study -> study.name("other"), "its name was study and is other"),
                change(
                        study -> study.metric("loss", MIN),
                        "its metrics were score (max, last) and are score (max, last), loss (min, last)"),
                change(
                        study -> study.resultConstraints("score <= 5"),
                        "its result constraints were [] and are [score <= 5]"),
                change(study -> study.seed(2), "its seed was 1 and is 2"),
                change(study -> study.paramSpace("x = uniform(0, 2)"), "its space was another"),
                change(
                        study -> study.numSamples(9).deterministic(true),
                        "its numSamples were 4 and are 9, and a deterministic run cannot grow"));
    }

    private static Arguments change(UnaryOperator<Tuner> change, String text) {
        return Arguments.of(change, text);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void should_refuse_to_go_on_with_another_study_where_it_has_to(UnaryOperator<Tuner> change, String text)
            throws IOException {
        interrupt();
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> change.apply(study()).restore().fit())
                .withMessageStartingWith("TUNE-408 ")
                .withMessageContaining("the run in " + directory + " is another study: " + text)
                .withMessageEndingWith(
                        "undo the change to go on with it, or begin a new run, which may know its results: warmStart(directory)");
        assertThat(directory.resolve("previous")).as("it is left as it is").doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void should_begin_anew_and_say_why_where_it_need_not_go_on(UnaryOperator<Tuner> change, String text)
            throws IOException {
        interrupt();
        List<String> warnings =
                Warnings.during(() -> change.apply(study()).resumeUnfinished().fit());
        assertThat(resumed).containsExactly(false);
        assertThat(warnings)
                .anySatisfy(warning -> assertThat(warning)
                        .matches("(?s)TUNE-457 \\w+ begins anew, although the run before was interrupted: .*")
                        .contains(text)
                        .endsWith("; its files are in previous/, and warmStart = \"previous\" lets the search know its"
                                + " results"));
        assertThat(directory.resolve("previous/trials.jsonl")).exists();
    }

    @Test
    void should_name_everything_that_changed() throws IOException {
        interrupt();
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().name("other").seed(2).restore().fit())
                .withMessageContaining("its name was study and is other; its seed was 1 and is 2");
    }

    @Test
    void should_go_on_silently_with_what_was_interrupted() throws IOException {
        List<JournalEvent> before = interrupt();
        assertThat(Warnings.during(() -> study().resumeUnfinished().fit())).isEmpty();
        assertThat(resumed).containsExactly(true);
        assertThat(events()).startsWith(before.toArray(JournalEvent[]::new));
        assertThat(((RunStarted) events().get(0)).runId()).isEqualTo(((RunStarted) before.get(0)).runId());
    }

    @Test
    void should_go_on_with_changed_code_only_where_it_has_to() throws IOException {
        List<JournalEvent> before = interrupt();
        restart(before, start -> with(start, "another", start.settings()));
        assertThat(Warnings.during(() -> study().restore().fit()))
                .containsExactly("TUNE-456 study: the code has changed since the run was interrupted; trials that ended"
                        + " before keep their results");

        restart(before, start -> with(start, "another", start.settings()));
        assertThat(Warnings.during(() -> study().seed(2).resumeUnfinished().fit()))
                .singleElement()
                .asString()
                .startsWith("TUNE-457 study ")
                .contains(": its seed was 1 and is 2; the code has changed; its files are in ");
        assertThat(resumed).containsExactly(true, false);
    }

    @Test
    void should_begin_anew_after_a_run_that_came_to_its_end_whatever_was_judged_of_it() throws IOException {
        study().fit();
        RecordedStudy.record(directory, "gate", true, "it is good");
        assertThat(Warnings.during(() -> study().resumeUnfinished().fit())).isEmpty();
        assertThat(resumed).containsExactly(false, false);
    }

    @Test
    void should_go_on_with_a_run_that_had_ended_and_was_gone_on_with() throws IOException {
        study().fit();
        List<JournalEvent> events = new ArrayList<>(events());
        events.add(new JournalEvent.RunResumed(10_000, 1, "here", "KEEP"));
        write(events);
        study().resumeUnfinished().fit();
        assertThat(resumed).containsExactly(false, true);
    }

    @Test
    void should_refuse_to_go_on_with_nothing_and_begin_where_it_need_not() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> study().restore().fit())
                .withMessage("TUNE-409 study, restore: there is no run in " + directory
                        + "; give the directory of the study, the one with trials.jsonl, or begin a new run");
        assertThat(study().resumeUnfinished().fit()).hasSize(4);
        assertThat(resumed).containsExactly(false);
    }

    @Test
    void should_tell_the_searcher_how_many_trials_ran_at_a_time() throws IOException {
        List<JournalEvent> before = interrupt();
        study().backend(() -> new SimulatedBackend(3)).restore().fit();
        Map<String, String> older = new HashMap<>(((RunStarted) before.get(0)).settings());
        older.remove(Interrupted.CONCURRENCY);
        older.remove(Interrupted.SAMPLES);
        restart(before, start -> with(start, start.codeDigest(), older));
        study().backend(() -> new SimulatedBackend(3)).restore().fit();
        assertThat(contexts)
                .extracting(SearchContext::concurrency)
                .as("what the journal says, and what there is where it does not")
                .containsExactly(1, 3);
    }

    @Test
    void should_tell_the_searcher_of_a_run_that_grows_what_came_of_its_trials() throws IOException {
        interrupt();
        ResultGrid results = study().numSamples(6).restore().fit();
        assertThat(results).hasSize(6);
        assertThat(contexts.get(0).earlier())
                .extracting(Observation::config)
                .containsExactly(results.get(1).config(), results.get(2).config());
    }

    @Test
    void should_tell_the_searcher_again_what_it_knew_before_its_first_trial() throws IOException {
        Path other = directory.resolve("earlier");
        study().seed(7).directory(other).fit();
        study().warmStart(other).fit();
        List<Observation> known = contexts.get(1).earlier();
        assertThat(known).hasSize(4);
        write(events().subList(0, 7));
        study().warmStart(other).restore().fit();
        assertThat(told(contexts.get(2).earlier())).isEqualTo(told(known));
    }

    private static List<String> told(List<Observation> observations) {
        return observations.stream()
                .map(told -> told.number() + " " + told.config() + " " + told.outcome() + " "
                        + Arrays.toString(told.scores()) + " " + told.iterations())
                .toList();
    }
}
