package dev.jtune.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jtune.Checkpoint;
import dev.jtune.Mode;
import dev.jtune.ResultGrid;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTests {
    @TempDir
    Path directory;

    @Test
    void should_record_every_trial_with_its_outcome_and_score() throws IOException {
        List<RecordedEvent> events = record(LoggedStudy.in(directory.resolve("study")));
        assertThat(of("Trial", events))
                .extracting(
                        event -> event.getInt("trial"),
                        event -> event.getString("outcome"),
                        event -> event.getString("reason"),
                        event -> event.getDouble("score"),
                        event -> event.getInt("results"))
                .containsExactly(
                        tuple(1, "Completed", "", 1.0 / 3, 3),
                        tuple(2, "Stopped", "threshold pruning: 2 at training_iteration 1 is above 1.5", 2.0, 1),
                        tuple(3, "Failed", "java.lang.IllegalStateException: no \"model\"\nat all", Double.NaN, 0),
                        tuple(4, "Infeasible", "too large", Double.NaN, 0),
                        tuple(
                                5,
                                "Stopped",
                                "threshold pruning: NaN at training_iteration 3 is not finite",
                                Double.NaN,
                                3));
        RecordedEvent first = of("Trial", events).get(0);
        assertThat(first.getString("config")).contains("model=svm", "c=0.5");
        assertThat(first.getString("suggestedBy")).isNotEmpty();
        assertThat(first.getDuration()).isPositive();
        assertThat(first.getStackTrace()).isNull();
    }

    @Test
    void should_record_every_result_within_its_trial() throws IOException {
        List<RecordedEvent> events = record(LoggedStudy.in(directory.resolve("study")));
        RecordedEvent trial = of("Trial", events).get(0);
        assertThat(of("Result", events))
                .hasSize(7)
                .filteredOn(event -> event.getInt("trial") == 1)
                .extracting(
                        event -> event.getInt("iteration"),
                        event -> event.getString("metric"),
                        event -> event.getDouble("value"))
                .containsExactly(tuple(1, "loss", 1.0), tuple(2, "loss", 0.5), tuple(3, "loss", 1.0 / 3));
        assertThat(of("Result", events).get(0).getStartTime()).isBetween(trial.getStartTime(), trial.getEndTime());
    }

    @Test
    void should_record_the_study_around_its_trials() throws IOException {
        List<RecordedEvent> events = record(LoggedStudy.in(directory.resolve("study")));
        RecordedEvent study = of("Study", events).get(0);
        assertThat(study.getString("study")).isEqualTo(LoggedStudy.NAME);
        assertThat(study.getInt("trials")).isEqualTo(5);
        assertThat(study.getInt("bestTrial")).isEqualTo(1);
        assertThat(study.getDouble("bestScore")).isEqualTo(1.0 / 3);
        assertThat(of("Trial", events)).allSatisfy(trial -> {
            assertThat(trial.getString("study")).isEqualTo(LoggedStudy.NAME);
            assertThat(trial.getStartTime()).isBetween(study.getStartTime(), study.getEndTime());
        });
    }

    @Test
    void should_record_checkpoints() throws IOException {
        List<RecordedEvent> events = record(Tuner.of("saving", trial -> {
                    for (int step = 1; step <= 2; step++) {
                        trial.report(Map.of("loss", 1.0 / step), Checkpoint.of("state " + step));
                    }
                    return null;
                })
                .paramSpace("x = uniform(0, 1)")
                .metric("loss", Mode.MIN)
                .numSamples(1)
                .directory(directory.resolve("study")));
        assertThat(of("Checkpoint", events))
                .extracting(event -> event.getInt("trial"), event -> event.getInt("iteration"))
                .containsExactly(tuple(1, 1), tuple(1, 2));
        assertThat(of("Checkpoint", events))
                .allSatisfy(event -> assertThat(event.getString("directory")).contains("trial-00001"));
    }

    @Test
    void should_record_what_ends_where_a_recording_begins_later() throws IOException {
        try (Recording recording = new Recording()) {
            ResultGrid results = Tuner.of("late", trial -> {
                        recording.start();
                        return 1.0;
                    })
                    .paramSpace("x = uniform(0, 1)")
                    .metric("score", Mode.MAX)
                    .numSamples(1)
                    .fit();
            recording.stop();
            assertThat(results.size()).isEqualTo(1);
            List<RecordedEvent> events = read(recording);
            assertThat(of("Trial", events))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getDouble("score")).isEqualTo(1.0));
            assertThat(of("Study", events))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ZERO));
        }
    }

    private List<RecordedEvent> record(Tuner tuner) throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            tuner.fit();
            recording.stop();
            return read(recording);
        }
    }

    private List<RecordedEvent> read(Recording recording) throws IOException {
        Path file = directory.resolve("recording.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> of(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.jtune." + name))
                .toList();
    }
}
