package dev.jtune.report;

import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.journal.WholeFile;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Tells a CI server what came of the studies of a build: {@code summary.md} and files of metrics beside the directories of all studies, and on
 * GitHub the page and the annotations of the job.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class BuildSummary {
    private static final String LOCK = ".summary.lock";

    /** GitHub drops what is beyond 1024 KiB in all; a character takes up to four bytes, and others write there too. */
    private static final int LIMIT = 200_000;

    /** The runs of this process that were told of: failed tests that are run again are the same run. */
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private final Map<String, String> environment;
    private final Consumer<String> out;

    /**
     * Create a summary.
     *
     * @param environment the environment of the process
     * @param out takes lines for the log of the build
     */
    public BuildSummary(Map<String, String> environment, Consumer<String> out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * Write the files again, and tell GitHub of some of the studies.
     *
     * @param root the directory that has those of all studies
     * @param ran the directories of those that this process ran
     * @throws IOException if something cannot be read or written
     */
    public void write(Path root, Collection<Path> ran) throws IOException {
        if (Files.isDirectory(root)) {
            ForkLock.holding(root.resolve(LOCK), () -> rebuild(root));
        }
        List<StudySummary> news = ran.stream()
                .flatMap(directory -> StudySummary.read(directory).stream())
                .filter(study -> TOLD.add(study.directory() + " " + study.run()))
                .toList();
        String page = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!page.isEmpty() && !news.isEmpty()) {
            append(Path.of(page), SummaryMarkdown.of(news, LIMIT));
        }
        if ("true".equals(environment.get("GITHUB_ACTIONS"))) {
            news.forEach(this::annotate);
        }
    }

    private static void rebuild(Path root) throws IOException {
        List<StudySummary> studies = StudySummary.readAll(root);
        if (!studies.isEmpty()) {
            WholeFile.write(root.resolve("summary.md"), SummaryMarkdown.of(studies, LIMIT));
            WholeFile.write(root.resolve("metrics.json"), Json.write(MetricsFiles.bencher(studies)) + "\n");
            benchmarks(root.resolve("metrics-max.json"), MetricsFiles.benchmarks(studies, true));
            benchmarks(root.resolve("metrics-min.json"), MetricsFiles.benchmarks(studies, false));
        }
    }

    private static void benchmarks(Path file, List<Map<String, Object>> entries) throws IOException {
        if (entries.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            WholeFile.write(file, Json.write(entries) + "\n");
        }
    }

    private static void append(Path page, String text) throws IOException {
        Files.writeString(page, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** GitHub shows ten annotations of a kind in a step: one a gate that fails or warns, and none for what merely passes. */
    private void annotate(StudySummary study) {
        @Nullable GateReport gates = study.gates();
        if (gates != null) {
            for (Judgement gate : gates.gates()) {
                if (gate.fails() || gate.warns()) {
                    String title = escaped(study.name() + " " + gate.id())
                            .replace(":", "%3A")
                            .replace(",", "%2C");
                    out.accept((gate.fails() ? "::error" : "::warning") + " title=" + title + "::"
                            + escaped(gate.message()));
                }
            }
        }
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
