package dev.jtune.maven;

import dev.jtune.journal.WholeFile;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** What became of all studies: for the console, for other tools, and for the last line that people read. */
final class GateSummary {
    /** The name of its file beside the directories of the studies. */
    static final String FILE = "gate.json";

    private static final int SCHEMA = 1;
    private static final int VERDICT_WIDTH = 15;
    private static final int NAME_WIDTH = 40;

    private final Map<TunedModule, List<StudyVerdict>> verdicts = new LinkedHashMap<>();

    void add(TunedModule module, List<StudyVerdict> ofModule) {
        verdicts.put(module, List.copyOf(ofModule));
    }

    List<StudyVerdict> all() {
        return verdicts.values().stream().flatMap(List::stream).toList();
    }

    List<StudyVerdict> failing() {
        return all().stream().filter(StudyVerdict::fails).toList();
    }

    /** Write it into a directory, as a whole. */
    void write(Path directory) throws IOException {
        List<Map<String, Object>> studies = new ArrayList<>();
        verdicts.forEach((module, ofModule) -> {
            for (StudyVerdict verdict : ofModule) {
                Map<String, Object> study = new LinkedHashMap<>();
                study.put("study", verdict.study().shortName());
                study.put("module", module.name());
                study.put("class", verdict.study().className());
                study.put("method", verdict.study().method());
                study.put("verdict", verdict.verdict().name());
                study.put("fails", verdict.fails());
                study.put("message", verdict.message());
                studies.add(study);
            }
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("passes", failing().isEmpty());
        json.put("studies", studies);
        Files.createDirectories(directory);
        WholeFile.write(directory.resolve(FILE), Json.writeLines(json));
    }

    void log(Log log) {
        for (StudyVerdict verdict : all()) {
            String line = line(verdict);
            if (verdict.fails()) {
                log.error(line);
            } else if (verdict.verdict().passes() && !verdict.warns()) {
                log.info(line);
            } else {
                log.warn(line);
            }
        }
        log.info(count(all().size()) + ": " + (all().size() - failing().size()) + " pass, "
                + failing().size() + " fail");
    }

    private static String line(StudyVerdict verdict) {
        String name = verdict.study().shortName();
        String start = String.format(
                Locale.ROOT,
                "%-" + VERDICT_WIDTH + "s%-" + Math.max(NAME_WIDTH, name.length() + 2) + "s",
                verdict.verdict(),
                name);
        // what fails is told in full by the exception, at the end
        return verdict.fails() ? start.strip() : start + verdict.message().replace("\n", "\n  ");
    }

    /** Return what the build fails with: each number with its fix. */
    String failure() {
        List<StudyVerdict> failing = failing();
        String messages = failing.stream().map(StudyVerdict::message).distinct().collect(Collectors.joining("\n"));
        return failing.size() == 1 && all().size() == 1
                ? messages
                : failing.size() + " of " + count(all().size()) + (failing.size() == 1 ? " fails:\n" : " fail:\n")
                        + messages;
    }

    static String count(int studies) {
        return studies + (studies == 1 ? " study" : " studies");
    }
}
