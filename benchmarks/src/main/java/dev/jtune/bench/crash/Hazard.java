package dev.jtune.bench.crash;

import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What happens to a run between two of its lives, beside the end of its process. */
enum Hazard {
    /** Nothing. */
    KILL,
    /** Its journal loses the last line, or a part of it. */
    TORN_TAIL;

    void strike(Lives lives, Judge judge, Random random) throws IOException {
        judge.judgeJournal();
        Path journal = lives.study().resolve("trials.jsonl");
        if (this == TORN_TAIL && Files.exists(journal)) {
            cut(journal, judge, random);
        }
    }

    private static void cut(Path journal, Judge judge, Random random) throws IOException {
        List<JournalEvent> before = FileJournal.read(journal);
        byte[] content = Files.readAllBytes(journal);
        int line = content.length - 1;
        while (line > 0 && content[line - 1] != '\n') {
            line--;
        }
        if (line <= 0) {
            return; // nothing but the first event, without which there is no run
        }
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(line + random.nextInt(content.length - line));
        }
        judge.excuse(before.subList(FileJournal.read(journal).size(), before.size()));
    }
}
