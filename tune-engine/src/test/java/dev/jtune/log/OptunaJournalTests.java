package dev.jtune.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.json.Json;
import dev.jtune.run.RunListener;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Optuna reads is by the operations of its journal; that it does read it is shown by integration-tests, with Optuna itself. */
class OptunaJournalTests {
    @TempDir
    Path directory;

    private static RunListener logger() {
        return new OptunaJournalFactory().create(Logged.class.getAnnotation(OptunaJournal.class));
    }

    @OptunaJournal
    private @interface Logged {}

    private List<String> lines() throws IOException {
        return Files.readAllLines(directory.resolve("optuna-journal.log"));
    }

    private List<Map<String, Object>> operations(int code) throws IOException {
        return lines().stream()
                .filter(line -> line.startsWith("{\"op_code\":" + code + ","))
                .map(line -> Json.parseObject(line.replace(":NaN", ":\"NaN\"")))
                .toList();
    }

    @Test
    void should_write_every_trial_with_its_outcome_and_scores() throws IOException {
        LoggedStudy.in(directory).listener(logger()).fit();
        assertThat(lines().get(0))
                .isEqualTo("{\"op_code\":0,\"worker_id\":\"tune\",\"study_name\":\"com.acme.PipelineTest.model\","
                        + "\"directions\":[1]}");
        assertThat(operations(4)).hasSize(5);
        assertThat(operations(6))
                .extracting(trial -> trial.get("state") + " " + trial.get("values"))
                // complete, pruned, failed, infeasible, pruned without a number
                .containsExactly("1 [" + 1.0 / 3 + "]", "2 [2.0]", "3 null", "2 null", "2 null");
        assertThat(operations(7))
                .extracting(value ->
                        value.get("trial_id") + "/" + value.get("step") + ": " + value.get("intermediate_value"))
                .containsExactly(
                        "0/1: 1.0", "0/2: 0.5", "0/3: " + 1.0 / 3, "1/1: 2.0", "4/1: 1.0", "4/2: 0.5", "4/3: NaN");
        assertThat(operations(8))
                .extracting(attribute -> attribute.get("user_attr"))
                .contains(Map.of("reason", "java.lang.IllegalStateException: no \"model\"\nat all"))
                .contains(Map.of("reason", "too large"))
                .contains(Map.of("note", "step 3"));
    }

    @Test
    void should_say_of_each_parameter_how_it_is_distributed() throws IOException {
        LoggedStudy.in(directory).listener(logger()).fit();
        Map<String, Object> svm = operations(4).get(0);
        Map<String, Object> forest = operations(4).get(1);
        assertThat(svm.get("params"))
                .isEqualTo(Map.of("model", 0L, "c", 0.5, "size if model == 'svm'", 0.3, "shift", 0.25, "fixed", 0L));
        assertThat(forest.get("params"))
                .isEqualTo(Map.of("model", 1L, "size if model == 'forest'", 40L, "shift", -1.0, "fixed", 0L));
        assertThat(distribution(svm, "c")).contains(entry("low", 1e-3), entry("high", 1e3), entry("log", true));
        assertThat(distribution(svm, "size if model == 'svm'"))
                .contains(entry("low", 0.1), entry("high", 1.0), entry("step", 0.1), entry("log", false));
        assertThat(distribution(forest, "size if model == 'forest'"))
                .contains(entry("low", 20L), entry("high", 90L), entry("step", 10L));
        assertThat(distribution(svm, "shift")).contains(entry("low", -10.0), entry("high", 10.0));
        assertThat(distribution(svm, "fixed")).isEqualTo(Map.of("choices", List.of(7L)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> distribution(Map<String, Object> trial, String name) {
        String text = ((Map<String, String>) trial.get("distributions")).get(name);
        return (Map<String, Object>) Json.parseObject(text).get("attributes");
    }

    @Test
    void should_leave_the_winners_of_a_scheduler_complete() throws IOException {
        ResultGrid results = Tuner.of("asha", trial -> {
                    for (int step = 1; step <= 9; step++) {
                        trial.report(Map.of("score", trial.config().getDouble("x") * step));
                    }
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("score", Mode.MAX)
                .numSamples(12)
                .seed(3)
                .scheduler(Schedulers.asha(AshaSettings.DEFAULT.maxT(9).gracePeriod(1)))
                .directory(directory)
                .listener(logger())
                .fit();
        long whole = results.ranking().stream()
                .filter(trial -> trial.iterations() == 9)
                .count();
        assertThat(whole).isBetween(1L, 11L);
        assertThat(operations(6))
                .filteredOn(trial -> trial.get("state").equals(1L))
                .hasSize((int) whole);
        assertThat(operations(6))
                .filteredOn(trial -> trial.get("state").equals(2L))
                .hasSize(12 - (int) whole);
    }

    @Test
    void should_write_several_objectives_in_their_order() throws IOException {
        Tuner.of("two", trial -> Map.of("loss", 1.5, "size", 20))
                .paramSpace("x = uniform(0, 1)")
                .metric("loss", Mode.MIN)
                .metric("size", Mode.MAX)
                .resultConstraints("size <= 16")
                .numSamples(1)
                .directory(directory)
                .listener(logger())
                .fit();
        assertThat(operations(0).get(0)).containsEntry("directions", List.of(1L, 2L));
        assertThat(operations(6).get(0)).containsEntry("values", List.of(1.5, 20.0));
        assertThat(operations(9).get(0)).containsEntry("system_attr", Map.of("constraints:size <= 16", 0.25));
        assertThat(operations(7)).isEmpty(); // Optuna has intermediate values of one objective only
    }
}
