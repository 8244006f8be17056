package dev.jtune.report;

import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

final class ProgressCsvFactory implements RunListenerFactory<ProgressCsv> {
    private static final String FILE = "progress.csv";

    @Override
    public RunListener create(ProgressCsv annotation) {
        return new RunListener() {
            @Override
            public void trialEnded(TrialResult result) {
                try {
                    Files.createDirectories(result.directory());
                    Files.writeString(result.directory().resolve(FILE), result.toCsv());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
