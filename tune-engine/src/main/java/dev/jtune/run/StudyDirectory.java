package dev.jtune.run;

import dev.jtune.exec.CheckpointDirectories;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The directory of a study: the journal, a directory a trial, and what the run before left, under {@code previous/}. */
final class StudyDirectory {
    /** The journal's file. */
    static final String JOURNAL = "trials.jsonl";

    private static final String PREVIOUS = "previous";

    private StudyDirectory() {}

    /**
     * Begin a new journal; what an earlier run left is moved to {@code previous/}, whose content is deleted.
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

    private static void moveAside(Path directory) throws IOException {
        Path previous = directory.resolve(PREVIOUS);
        CheckpointDirectories.delete(previous);
        Files.createDirectories(previous);
        List<Path> children;
        try (Stream<Path> list = Files.list(directory)) {
            children = list.filter(child -> !child.equals(previous)).toList();
        }
        for (Path child : children) {
            Files.move(child, previous.resolve(child.getFileName().toString()));
        }
    }
}
