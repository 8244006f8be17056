package dev.jtune.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.report.BrowserScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Opens pages in Chromium, points at every chart, and lets axe look for what keeps people out.
 *
 * <p>Run by the Maven profile {@code browser-tests}; needs Node, Chromium, and {@code npm ci} in {@code src/browser}.
 */
@Tag("browser")
class PageInBrowserTests {
    private static final int LIMIT = 3_000_000;
    private static final String STUDY = "com.acme.ChurnTest.model";

    @TempDir
    private static Path root;

    @BeforeAll
    static void write() throws IOException {
        RecordedRuns.write(root.resolve(STUDY), 2000, 7);
        RecordedRuns.history(root.resolve(STUDY));
        HtmlReport.write(root.resolve(STUDY));
    }

    private static Map<String, Object> open(Path page, Map<String, Object> more) throws Exception {
        Map<String, Object> options = new LinkedHashMap<>(more);
        options.put("page", page.toString());
        return BrowserScript.run("open.mjs", options);
    }

    private static void assertQuiet(Map<String, Object> seen) {
        assertThat((List<?>) seen.get("console")).as("console").isEmpty();
        assertThat((List<?>) seen.get("requests")).as("requests").isEmpty();
        assertThat((List<?>) seen.get("dialogs")).as("dialogs").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"light, 1440", "dark, 1440", "light, 390"})
    void should_open_a_large_study_without_error_request_or_barrier(String scheme, int width) throws Exception {
        Path page = root.resolve(STUDY).resolve(HtmlReport.PAGE);

        Map<String, Object> seen = open(page, Map.of("scheme", scheme, "width", width));

        assertQuiet(seen);
        assertThat((List<?>) seen.get("violations")).as("axe").isEmpty();
        assertThat(seen.get("canvases")).as("8 slices and 9 other charts").isEqualTo(17L);
        assertThat(seen.get("overflow")).as("wider than the screen").isEqualTo(false);
        assertThat(Files.size(page)).isLessThan(LIMIT);
        List<Double> sorted = ((List<?>) seen.get("sorted"))
                .stream().map(text -> Double.valueOf((String) text)).toList();
        assertThat(sorted).as("first score, up and down").hasSize(2).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void should_say_in_tables_what_charts_show_where_scripts_are_blocked() throws Exception {
        Map<String, Object> seen = open(root.resolve(STUDY).resolve(HtmlReport.PAGE), Map.of("scripts", false));

        assertQuiet(seen);
        assertThat((String) seen.get("text"))
                .contains(
                        "best accuracy", "standard error", "longest attempts", "share of the trials", "trials stopped")
                .doesNotContain("Copy configuration");
    }

    @Test
    void should_list_studies_without_barrier() throws Exception {
        Map<String, Object> seen = open(root.resolve(HtmlReport.INDEX), Map.of());

        assertQuiet(seen);
        assertThat((List<?>) seen.get("violations")).as("axe").isEmpty();
        assertThat((String) seen.get("text")).contains("ChurnTest.model", "PASS");
    }

    @Test
    void should_show_names_that_are_attacks_as_text(@TempDir Path attacked) throws Exception {
        AttackingRun.write(attacked.resolve("attack"));
        HtmlReport.write(attacked.resolve("attack"));

        Map<String, Object> page = open(attacked.resolve("attack").resolve(HtmlReport.PAGE), Map.of());
        Map<String, Object> index = open(attacked.resolve(HtmlReport.INDEX), Map.of());

        for (Map<String, Object> seen : List.of(page, index)) {
            assertQuiet(seen);
            assertThat(seen.get("images")).as("images that names brought in").isEqualTo(0L);
            assertThat((String) seen.get("text")).contains(AttackingRun.XSS);
        }
        assertThat((Long) page.get("canvases")).isGreaterThan(5);
    }
}
