package dev.jtune.bench.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Config;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTableTests {
    @TempDir
    private Path folder;

    @Test
    void should_declare_each_parameter_as_a_user_would() throws IOException {
        assertThat(sample().space().entries())
                .containsExactly(
                        "kind = choice('a', 'b')",
                        "flag = choice(false, true)",
                        "size = choice(1, 2, 4, ordered=true)",
                        "rate = loguniform(0.01, 1)");
    }

    @Test
    void should_find_the_row_at_the_least_sum_of_distances_and_the_first_of_several() throws IOException {
        RecordedTable table = sample();

        // Half the range of a size away from row 0, a whole level away from row 2
        assertThat(table.row(config("a", false, 2, 0.01))).isZero();
        assertThat(table.row(config("b", false, 1, 0.01))).isEqualTo(2);
        // As far from row 0 as from row 1: half the logarithmic range
        assertThat(table.row(config("a", false, 1, 0.1))).isZero();
        assertThat(table.row(config("a", false, 1, 0.11))).isEqualTo(1);
    }

    @Test
    void should_turn_the_sign_of_what_is_maximised_and_keep_failures() throws IOException {
        RecordedTable table = sample();

        assertThat(table.loss(0)).isEqualTo(-3);
        assertThat(table.loss(2)).isNaN();
        assertThat(table.scale().value(-3)).isEqualTo(3);
        assertThat(table.scale().regret(-5)).isZero();
        assertThat(table.scale().regret(-3)).isEqualTo(1);
    }

    @Test
    void should_count_rows_that_are_strictly_better() throws IOException {
        RecordedTable table = sample();

        assertThat(table.better(-5)).isZero();
        assertThat(table.better(-4)).isEqualTo(1 / 3.0);
        assertThat(table.better(-3)).isEqualTo(1 / 3.0);
        assertThat(table.better(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }

    private static Config config(String kind, boolean flag, int size, double rate) {
        return Config.of(Map.of("kind", kind, "flag", flag, "size", size, "rate", rate));
    }

    private RecordedTable sample() throws IOException {
        Spec spec = Spec.parse("""
                {"name": "sample", "lookup": "nearest",
                 "parameters": [{"name": "kind", "type": "categorical", "values": ["a", "b"]},
                                {"name": "flag", "type": "boolean", "values": [false, true]},
                                {"name": "size", "type": "ordinal", "values": [1, 2, 4]},
                                {"name": "rate", "type": "float", "low": 0.01, "high": 1.0, "log": true}],
                 "objective": {"metric": "speed", "direction": "maximize"},
                 "reference": {"best": 5, "median": 3}}
                """);
        try (Writer writer = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("table.csv.gz"))), StandardCharsets.UTF_8)) {
            writer.write(
                    "kind,flag,size,rate,speed\na,false,1,0.01,3\na,false,1,1,5\nb,false,1,0.01,\nb,true,4,0.01,1\n");
        }
        return RecordedTable.read(folder, spec);
    }
}
