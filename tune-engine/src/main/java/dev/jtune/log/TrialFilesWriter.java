package dev.jtune.log;

import dev.jtune.Config;
import dev.jtune.Metrics;
import dev.jtune.Result;
import dev.jtune.TrialResult;
import dev.jtune.json.Json;
import dev.jtune.run.RunListener;
import dev.jtune.run.TrialNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the files of {@link TrialFiles}. */
final class TrialFilesWriter implements RunListener {
    private final Path study;

    TrialFilesWriter(Path study) {
        this.study = study;
    }

    @Override
    public void trialStarted(TrialStarted event) {
        write(event.number(), "params.json", event.config().toJson() + "\n");
    }

    @Override
    public void resultReported(Result result) {
        write(
                result.trial(),
                "result.json",
                line(result.metrics(), result.config()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Only now is it known which result was the last, and of a trial that went on after a crash which ones count. */
    @Override
    public void trialEnded(TrialResult result) {
        write(result.number(), "params.json", result.config().toJson() + "\n");
        write(
                result.number(),
                "result.json",
                result.history().stream()
                        .map(metrics -> line(metrics, result.config()))
                        .collect(Collectors.joining()));
        write(result.number(), "progress.csv", result.toCsv());
    }

    /** As in Ray Tune, the configuration is nested, and what JSON has no number for is null. */
    private static String line(Map<String, Object> metrics, Config config) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        metrics.forEach((name, value) -> {
            if (!name.startsWith(Metrics.CONFIG + "/")) {
                fields.put(name, value instanceof Double number && !Double.isFinite(number) ? null : value);
            }
        });
        fields.put(Metrics.CONFIG, config.asMap());
        return Json.write(fields) + "\n";
    }

    private void write(int trial, String name, String text, StandardOpenOption... options) {
        try {
            Path directory = Files.createDirectories(TrialNames.directory(study, trial));
            Files.writeString(directory.resolve(name), text, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
