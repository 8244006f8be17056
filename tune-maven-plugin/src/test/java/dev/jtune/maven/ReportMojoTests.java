package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportMojoTests {
    @TempDir
    Path basedir;

    private List<String> report() throws Exception {
        TunedModule module = new TunedModule(
                "knn",
                basedir,
                basedir.resolve("target/classes"),
                basedir.resolve("target/test-classes"),
                true,
                List.of(),
                "1",
                basedir.resolve("target/tune"),
                "search",
                List.of());
        Heard heard = new Heard();
        ReportMojo.report(module, heard);
        return heard.lines();
    }

    @Test
    void should_say_that_no_study_has_run() throws Exception {
        assertThat(report()).containsExactly("INFO report: none, no study has run in target/tune");
    }

    @Test
    void should_warn_of_a_damaged_journal_and_write_the_index_all_the_same() throws Exception {
        Path study = Files.createDirectories(basedir.resolve("target/tune/com.acme.KnnTest.knn"));
        Files.writeString(study.resolve("trials.jsonl"), "no journal\nof ours\n");
        List<String> lines = report();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith(
                        "WARN TUNE-609 knn: the pages in target/tune/com.acme.KnnTest.knn cannot be written (TUNE-404 ")
                .endsWith("); run the study again, or delete what is damaged");
        assertThat(lines.get(1)).isEqualTo("INFO report: target/tune/index.html");
        assertThat(basedir.resolve("target/tune/index.html")).content().contains("com.acme.KnnTest.knn");
    }
}
