package dev.jtune.report;

import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.json.Json;
import dev.jtune.run.StudyNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A study as the small files in its directory tell of it.
 *
 * @param directory its directory
 * @param result what is in {@code result.json}; empty where only the committed configuration was verified
 * @param gates what its gates said, {@code null} where it has none
 */
record StudySummary(
        Path directory,
        Map<String, @Nullable Object> result,
        @Nullable GateReport gates) {

    /** Read a study; empty where the directory is none, or what is there cannot be read. */
    static Optional<StudySummary> read(Path directory) {
        try {
            Path result = directory.resolve(StudyFiles.RESULT);
            GateReport gates = GateReport.read(directory).orElse(null);
            if (Files.notExists(result) && gates == null) {
                return Optional.empty();
            }
            return Optional.of(new StudySummary(
                    directory, Files.exists(result) ? Json.parseObject(Files.readString(result)) : Map.of(), gates));
        } catch (IOException | RuntimeException e) {
            System.getLogger(StudySummary.class.getName())
                    .log(System.Logger.Level.WARNING, "TUNE-459 " + directory + " is left out of the summary: " + e);
            return Optional.empty();
        }
    }

    /** Read the studies in a directory such as {@code target/tune}, by name. */
    static List<StudySummary> readAll(Path root) throws IOException {
        List<StudySummary> studies = new ArrayList<>();
        try (Stream<Path> directories = Files.list(root)) {
            directories
                    .filter(Files::isDirectory)
                    .sorted()
                    .forEach(directory -> read(directory).ifPresent(studies::add));
        }
        return studies;
    }

    /** Return the study as people know it: {@code DigitsTest.network}. */
    String name() {
        return gates != null
                ? gates.study()
                : StudyNames.simpleStudy(directory.getFileName().toString());
    }

    /** Return the id of the run that was judged, else of the one that searched. */
    String run() {
        return gates != null ? gates.run() : String.valueOf(result.get("run"));
    }

    String metric() {
        Confirmation confirmed = confirmation();
        return confirmed != null ? confirmed.metric() : String.valueOf(result.get("metric"));
    }

    boolean isMaximised() {
        Confirmation confirmed = confirmation();
        return (confirmed != null ? confirmed.mode().name() : String.valueOf(result.get("mode"))).equals("MAX");
    }

    @Nullable
    Confirmation confirmation() {
        return gates == null ? null : gates.confirm();
    }

    /** Return an object in the result; empty where it has none. */
    @SuppressWarnings("unchecked")
    Map<String, Object> part(String name) {
        return result.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** Return a list of objects in the result; empty where it has none. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> parts(String name) {
        return result.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }

    /** Return what the study came to: the confirmed mean, else the best score; {@code NaN} where there is none. */
    double score() {
        Confirmation confirmed = confirmation();
        if (confirmed != null) {
            return confirmed.mean();
        }
        return part("best").get("score") instanceof Number score ? score.doubleValue() : Double.NaN;
    }
}
