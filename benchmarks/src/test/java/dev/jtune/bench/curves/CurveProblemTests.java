package dev.jtune.bench.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.schedule.AshaSettings;
import dev.jtune.schedule.Schedulers;
import dev.jtune.search.Searchers;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveProblemTests {
    @TempDir
    private Path folder;

    @Test
    void should_look_up_the_row_of_a_complete_grid() throws IOException {
        CurveProblem problem = gridProblem();

        // The last parameter runs fastest: row 4 is the second optimizer with the second rate.
        assertThat(problem.curve(Config.of(Map.of("optimizer", "adam", "rate", 0.01)))
                        .losses())
                .containsExactly(-0.4, -0.8);
        assertThat(problem.curve(Config.of(Map.of("optimizer", "adam", "rate", 0.01)))
                        .costs())
                .containsExactly(1, 1);
        assertThat(problem.objective()).isEqualTo(Objective.of("accuracy", Mode.MAX));
        assertThat(problem.space().entries())
                .containsExactly("optimizer = choice('sgd', 'adam')", "rate = choice(0.001, 0.01, 0.1, ordered=true)");
    }

    @Test
    void should_keep_what_is_not_finite_where_all_runs_have_one_length() throws IOException {
        assertThat(gridProblem()
                        .curve(Config.of(Map.of("optimizer", "adam", "rate", 0.1)))
                        .losses())
                .containsExactly(-0.1, Double.NaN);
    }

    @Test
    void should_score_by_the_best_and_the_median_of_the_table() throws IOException {
        CurveProblem problem = gridProblem();

        assertThat(problem.regret(-0.8)).isZero();
        assertThat(problem.regret(-0.6)).isCloseTo(1.0, within(1e-12));
        assertThat(problem.value(-0.6)).isEqualTo(0.6);
        assertThat(problem.better(-0.6)).as("two of five finite rows").isEqualTo(0.4);
        assertThat(problem.fullRun()).isEqualTo(2);
        assertThat(problem.longestRun()).isEqualTo(2);
    }

    @Test
    void should_find_the_nearest_row_on_the_scale_of_each_parameter() throws IOException {
        CurveProblem problem = sampleProblem();

        assertThat(problem.curve(Config.of(Map.of("rate", 0.002, "units", 64))).losses())
                .containsExactly(3, 2, 1);
        assertThat(problem.curve(Config.of(Map.of("rate", 0.5, "units", 16))).losses())
                .containsExactly(5);
    }

    @Test
    void should_let_a_predicted_clock_that_goes_back_stand_still() {
        assertThat(Curve.timed(new double[4], new double[] {3, 5, 4, 6}).costs())
                .containsExactly(3, 2, 0, 1);
    }

    @Test
    void should_end_a_run_at_its_last_step_and_take_the_recorded_time() throws IOException {
        CurveProblem problem = sampleProblem();

        assertThat(problem.curve(Config.of(Map.of("rate", 0.001, "units", 64))).costs())
                .containsExactly(10, 5, 7);
        assertThat(problem.curve(Config.of(Map.of("rate", 1.0, "units", 16))).costs())
                .containsExactly(4);
        assertThat(problem.fullRun()).isEqualTo(13);
        assertThat(problem.space().entries()).containsExactly("rate = loguniform(0.001, 1)", "units = randint(16, 65)");
    }

    @Test
    void should_say_which_level_a_table_has_too_many() {
        assertThatThrownBy(() -> {
                    write("grid/problem.json", GRID);
                    write("grid/table.csv.gz", "optimizer,rate,best\nsgd,0.5,1\n");
                    write("grid/curve.csv.gz", "1,2\n0.1,0.2\n");
                    CurveProblem.readAll(folder);
                })
                .hasMessage("rate has no level 0.5");
    }

    @Test
    void should_pass_over_folders_that_hold_no_curves() throws IOException {
        write("other/problem.json", "{\"name\": \"other\", \"lookup\": \"exact\"}");
        Files.createDirectories(folder.resolve("empty"));

        assertThat(CurveProblem.readAll(folder)).isEmpty();
    }

    @Test
    void should_run_a_study_for_as_long_as_the_last_mark() throws IOException {
        CurveProblem problem = gridProblem();

        CurveMethod method = new CurveMethod(
                "test",
                maxT -> Searchers.random(),
                maxT -> Schedulers.asha(AshaSettings.DEFAULT.maxT(maxT).reductionFactor(2)));
        List<Double> best = CurveRun.bestLosses(problem, method, 4, 1, List.of(1, 50));

        assertThat(best).hasSize(2);
        assertThat(best.get(1)).isEqualTo(-0.8).isLessThanOrEqualTo(best.get(0));
    }

    private static final String GRID = """
            {"name": "grid", "lookup": "exact",
             "parameters": [{"name": "optimizer", "type": "categorical", "values": ["sgd", "adam"]},
                            {"name": "rate", "type": "ordinal", "values": [0.001, 0.01, 0.1]}],
             "objective": {"metric": "best", "direction": "maximize", "curve": "accuracy"},
             "fidelity": {"name": "epoch", "variable_length": false},
             "curves": {"accuracy": "curve.csv.gz"},
             "reference": {"best": 0.8, "median": 0.6}}
            """;

    private CurveProblem gridProblem() throws IOException {
        write("grid/problem.json", GRID);
        write(
                "grid/table.csv.gz",
                "optimizer,rate,best\nsgd,0.001,0.2\nsgd,1e-2,0.5\nsgd,0.1,0.6\nadam,0.001,0.7\nadam,0.01,0.8\nadam,0.1,\n");
        write("grid/curve.csv.gz", "1,2\n0.1,0.2\n0.2,0.5\n0.3,0.6\n0.3,0.7\n0.4,0.8\n0.1,\n");
        return CurveProblem.readAll(folder).get(0);
    }

    private CurveProblem sampleProblem() throws IOException {
        write("sample/problem.json", """
                {"name": "sample", "lookup": "nearest",
                 "parameters": [{"name": "rate", "type": "float", "low": 0.001, "high": 1.0, "log": true},
                                {"name": "units", "type": "int", "low": 16, "high": 64, "log": false}],
                 "objective": {"metric": "best", "direction": "minimize", "curve": "loss"},
                 "fidelity": {"name": "checkpoint", "variable_length": true, "time_curve": "time"},
                 "curves": {"loss": "loss.csv.gz", "time": "time.csv.gz"},
                 "reference": {"best": 1, "median": 3}}
                """);
        write("sample/table.csv.gz", "rate,units,best\n0.001,64,1\n1.0,16,5\n");
        write("sample/loss.csv.gz", "1,2,3\n3,2,1\n5,,\n");
        write("sample/time.csv.gz", "1,2,3\n10,15,22\n4,,\n");
        return CurveProblem.readAll(folder).get(0);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        if (!name.endsWith(".gz")) {
            Files.writeString(file, text);
            return;
        }
        try (Writer writer =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            writer.write(text);
        }
    }
}
