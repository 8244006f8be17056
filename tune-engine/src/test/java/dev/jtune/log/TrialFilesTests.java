package dev.jtune.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilesTests {
    @TempDir
    Path directory;

    @Test
    void should_write_configuration_and_results_in_the_names_of_ray_tune() throws IOException {
        LoggedStudy.in(directory)
                .listener(new TrialFilesFactory().create(Logged.class.getAnnotation(TrialFiles.class)))
                .fit();
        Path trial = directory.resolve("trial-00001");
        Map<String, Object> config = Map.of("model", "svm", "c", 0.5, "size", 0.3, "shift", 0.25, "fixed", 7L);
        assertThat(Json.parseObject(Files.readString(trial.resolve("params.json"))))
                .isEqualTo(config);
        List<Map<String, Object>> results = results(1);
        assertThat(results).extracting(result -> result.get("loss")).containsExactly(1.0, 0.5, 1.0 / 3);
        assertThat(results)
                .extracting(result -> result.get("training_iteration"))
                .containsExactly(1L, 2L, 3L);
        assertThat(results).extracting(result -> result.get("done")).containsExactly(false, false, true);
        assertThat(results).allSatisfy(result -> assertThat(result).containsEntry("config", config));
        assertThat(Files.readAllLines(trial.resolve("progress.csv")))
                .hasSize(4)
                .first()
                .asString()
                .contains("loss", "training_iteration", "config/model");
    }

    @Test
    void should_write_null_for_what_json_has_no_number_for() throws IOException {
        LoggedStudy.in(directory)
                .listener(new TrialFilesFactory().create(Logged.class.getAnnotation(TrialFiles.class)))
                .fit();
        assertThat(results(5).get(2)).containsEntry("loss", null);
    }

    private List<Map<String, Object>> results(int trial) throws IOException {
        return Files.readAllLines(directory.resolve("trial-0000" + trial + "/result.json")).stream()
                .map(Json::parseObject)
                .toList();
    }

    @TrialFiles
    private @interface Logged {}
}
