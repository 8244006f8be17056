package dev.jtune.log;

import dev.jtune.Config;
import dev.jtune.Result;
import dev.jtune.ResultGrid;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes into the study's directory with a listener that is made when the directory is known; a study in memory has none. */
final class InDirectory implements RunListener {
    private static final RunListener NOBODY = new RunListener() {};

    private final Opening opening;
    private RunListener writer = NOBODY;

    /** Makes the listener for a run. */
    @FunctionalInterface
    interface Opening {
        RunListener open(StudyStarted event, Path directory) throws IOException;
    }

    InDirectory(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void studyStarted(StudyStarted event) {
        Path directory = event.spec().directory();
        if (directory != null) {
            try {
                Files.createDirectories(directory);
                writer = opening.open(event, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            writer.studyStarted(event);
        }
    }

    @Override
    public void trialStarted(TrialStarted event) {
        writer.trialStarted(event);
    }

    @Override
    public void resultReported(Result result) {
        writer.resultReported(result);
    }

    @Override
    public void checkpointSaved(int trial, int iteration, Path checkpoint) {
        writer.checkpointSaved(trial, iteration, checkpoint);
    }

    @Override
    public void trialRestarted(int trial, int attempt, Throwable cause) {
        writer.trialRestarted(trial, attempt, cause);
    }

    @Override
    public void trialPaused(int trial, String reason) {
        writer.trialPaused(trial, reason);
    }

    @Override
    public void trialExploited(int trial, int from, Config config, String reason) {
        writer.trialExploited(trial, from, config, reason);
    }

    @Override
    public void trialEnded(TrialResult result) {
        writer.trialEnded(result);
    }

    @Override
    public void studyEnded(ResultGrid results) {
        writer.studyEnded(results);
    }
}
