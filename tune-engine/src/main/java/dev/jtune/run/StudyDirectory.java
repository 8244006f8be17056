package dev.jtune.run;

import dev.jtune.Resume;
import dev.jtune.exec.CheckpointDirectories;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of a study: the journal, a directory a trial, and what the run before left, under {@code previous/}. */
final class StudyDirectory {
    /** The journal's file. */
    static final String JOURNAL = "trials.jsonl";

    private static final String PREVIOUS = "previous";
    private static final Pattern OF_A_RUN = Pattern.compile(
            "trials\\.(jsonl|csv)|trial-\\d{5,}|best\\.(json|properties)|(result|gate)\\.json|report\\.html"
                    + "|optuna-journal\\.log|tb");

    private static final Pattern CHECKPOINT = Pattern.compile("(\\.tmp-)?checkpoint-\\d{6,}(\\.\\d+)?");

    private StudyDirectory() {}

    /**
     * Begin a new journal; what an earlier run left is moved to {@code previous/}, in place of what the run before that left there.
     *
     * @throws JournalException if another run writes the directory, or it cannot be written
     */
    static FileJournal begin(Path directory) {
        try {
            Files.createDirectories(directory);
            if (Files.exists(directory.resolve(JOURNAL))) {
                // whoever holds the lock is still writing
                FileJournal.open(directory.resolve(JOURNAL)).close();
                moveAside(directory);
            }
        } catch (IOException e) {
            throw new JournalException(
                    "TUNE-405 " + directory + ": the directory of the study cannot be written (" + e + ")", e);
        }
        return FileJournal.open(directory.resolve(JOURNAL));
    }

    /**
     * Hold the journal of the run that a study may go on with; {@code null} if it begins anew whatever there is, or there is none.
     *
     * @throws JournalException if another run writes the directory, or it cannot be written
     */
    static @Nullable FileJournal claim(StudySpec spec) {
        Path directory = spec.directory();
        return spec.resume().when() == Resume.NEVER || directory == null || Files.notExists(directory.resolve(JOURNAL))
                ? null
                : FileJournal.open(directory.resolve(JOURNAL));
    }

    /** Return the events of the run that is in a directory; empty where there is none. */
    static List<JournalEvent> events(@Nullable Path directory) {
        if (directory == null || Files.notExists(directory.resolve(JOURNAL))) {
            return List.of();
        }
        List<JournalEvent> events = FileJournal.read(directory.resolve(JOURNAL));
        return !events.isEmpty() && events.get(0) instanceof JournalEvent.RunStarted ? events : List.of();
    }

    /** Delete checkpoints of a trial that were not finished, or whose deletion was not. */
    static void clean(LiveTrial trial) throws IOException {
        if (Files.notExists(trial.directory())) {
            return;
        }
        try (Stream<Path> list = Files.list(trial.directory())) {
            for (Path file : list.filter(StudyDirectory::isCheckpoint).toList()) {
                if (!trial.checkpoints().isKept(file)) {
                    CheckpointDirectories.delete(file);
                }
            }
        }
    }

    private static boolean isCheckpoint(Path file) {
        return CHECKPOINT.matcher(file.getFileName().toString()).matches();
    }

    private static void moveAside(Path directory) throws IOException {
        Path previous = directory.resolve(PREVIOUS);
        Files.createDirectories(previous);
        for (Path old : filesOfARun(previous)) {
            CheckpointDirectories.delete(old);
        }
        for (Path file : filesOfARun(directory)) {
            Files.move(file, previous.resolve(file.getFileName().toString()));
        }
    }

    /** Return what a run writes; whatever else lies in a directory that a user chose is not ours to touch. */
    private static List<Path> filesOfARun(Path directory) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(file ->
                            OF_A_RUN.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }
}
