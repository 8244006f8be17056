package dev.jtune.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.exec.Ticker;
import dev.jtune.json.Json;
import dev.jtune.search.Searchers;
import dev.jtune.tuner.Tuner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportanceReportTests {
    private final List<String> lines = new ArrayList<>();

    @Test
    void should_tell_the_importance_in_one_line_and_for_other_programs(@TempDir Path directory) throws IOException {
        tuner(config -> 2 * config.getDouble("x") + config.getDouble("y"))
                .paramSpace("x = uniform(0, 1)", "y = uniform(0, 1)", "nothing = uniform(0, 1)")
                .numSamples(100)
                .listener(new StudyFiles(directory))
                .fit();

        assertThat(lines)
                .filteredOn(line -> line.contains("importance"))
                .singleElement()
                .asString()
                .matches("\\[tune] importance: x [78]\\d % \\+-\\d+, y [12]\\d % \\+-\\d+(, nothing \\d % \\+-\\d+)?");
        assertThat(Json.parseObject(Files.readString(directory.resolve("result.json")))
                        .get("importance"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("parameter", "x")
                .containsEntry("samples", 100L)
                .containsKeys("share", "standardError");
    }

    @Test
    void should_say_nothing_of_few_trials_or_one_parameter() {
        tuner(config -> config.getDouble("x"))
                .paramSpace("x = uniform(0, 1)", "y = uniform(0, 1)")
                .numSamples(29)
                .fit();
        tuner(config -> config.getDouble("x"))
                .paramSpace("x = uniform(0, 1)")
                .numSamples(40)
                .fit();
        tuner(config -> 1)
                .paramSpace("x = uniform(0, 1)", "y = uniform(0, 1)")
                .numSamples(40)
                .fit();

        assertThat(lines).noneMatch(line -> line.contains("importance"));
    }

    @Test
    void should_tell_parameters_of_one_name_apart_by_their_conditions() {
        tuner(config -> config.getDouble("rate") * (config.get("kind").equals("a") ? 1 : 2))
                .paramSpace(
                        "kind = choice('a', 'b')",
                        "rate = uniform(0, 1) if kind == 'a'",
                        "rate = uniform(0, 9) if kind == 'b'")
                .numSamples(60)
                .fit();

        assertThat(lines).anyMatch(line -> line.contains("rate if kind == 'b' "));
    }

    private Tuner tuner(ToDoubleFunction<Config> loss) {
        return Tuner.of("study", trial -> loss.applyAsDouble(trial.config()))
                .metric("loss", Mode.MIN)
                .seed(1)
                .searcher(Searchers.random())
                .listener(new ConsoleListener(
                        "study", ConsoleListener.Verbosity.QUIET, Ticker.SYSTEM, List.of(), lines::add));
    }
}
