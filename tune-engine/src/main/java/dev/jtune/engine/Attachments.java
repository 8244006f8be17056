package dev.jtune.engine;

import dev.jtune.gate.GateReport;
import dev.jtune.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.reporting.FileEntry;

/** Hands files of a study to the platform, so that its own report, such as Open Test Reporting's, has them beside the study. */
final class Attachments {
    /** With their media types; the page is made anew, as the one in the directory leads to its neighbours. */
    private static final List<Map.Entry<String, String>> COPIED = List.of(
            Map.entry("best.json", "application/json"),
            Map.entry("trials.csv", "text/csv"),
            Map.entry(GateReport.FILE, "application/json"));

    private final StudyDescriptor study;
    private final TuneExecution execution;

    Attachments(StudyDescriptor study, TuneExecution execution) {
        this.study = study;
        this.execution = execution;
    }

    /** Publish what is there, where somebody reads it. */
    void publish(Path directory) throws IOException {
        Optional<Path> target = execution.outputDirectory(study);
        if (target.isEmpty()) {
            return;
        }
        if (execution.settings().writesReport()) {
            Optional<String> page = HtmlReport.page(directory);
            if (page.isPresent()) {
                publish(Files.writeString(target.get().resolve(HtmlReport.PAGE), page.get()), "text/html");
            }
        }
        for (Map.Entry<String, String> file : COPIED) {
            Path source = directory.resolve(file.getKey());
            if (Files.exists(source)) {
                Path copy = target.get().resolve(file.getKey());
                publish(Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING), file.getValue());
            }
        }
    }

    private void publish(Path file, String mediaType) {
        execution.listener().fileEntryPublished(study, FileEntry.from(file, mediaType));
    }
}
