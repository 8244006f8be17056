package dev.jtune.bench.crash;

import dev.jtune.Result;
import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.run.RunListener;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a run told of itself, in a file that the run knows nothing of; a kill costs nothing of what was written. */
final class Acknowledged implements RunListener {
    static final String RESULT = "result";
    static final String END = "end";

    private static @Nullable RandomAccessFile file;

    /** Write to this file from now on, in the process that is killed. */
    static void open(Path path) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
        opened.seek(opened.length());
        file = opened;
        write("born");
    }

    static synchronized void write(String line) throws IOException {
        // one call, and a line of its own even after a torn one
        Objects.requireNonNull(file, "open it first").write(("\n" + line + ".").getBytes(StandardCharsets.UTF_8));
    }

    /** Return what was written whole. */
    static List<String> read(Path path) throws IOException {
        if (Files.notExists(path)) {
            return List.of();
        }
        return Files.readString(path)
                .lines()
                .filter(line -> line.endsWith("."))
                .map(line -> line.substring(0, line.length() - 1))
                .toList();
    }

    /** Return the line about a result. */
    static String result(int trial, int iteration, Object score) {
        return RESULT + " " + trial + " " + iteration + " " + score;
    }

    /** Return the line about the end of a trial. */
    static String end(int trial, String outcome) {
        return END + " " + trial + " " + outcome;
    }

    @Override
    public void resultReported(Result result) {
        writeUnchecked(result(result.trial(), result.iteration(), result.value("score")));
    }

    /** A trial that a broken run gives up goes on with the run: its end is no promise. */
    @Override
    public void trialEnded(TrialResult result) {
        if (!(result.outcome() instanceof TrialOutcome.Failed || result.outcome() instanceof TrialOutcome.Cancelled)) {
            writeUnchecked(end(result.number(), result.outcome().getClass().getSimpleName()));
        }
    }

    private static void writeUnchecked(String line) {
        try {
            write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
