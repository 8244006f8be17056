package dev.jtune.bench.crash;

import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a run's journal and its final table against what it acknowledged, and against the run that was not interrupted. */
final class Judge {
    private final Lives lives;
    private final Set<String> cutOff = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private int judged;

    Judge(Lives lives) {
        this.lives = lives;
    }

    /** Return what was found wrong so far. */
    List<String> complaints() {
        return complaints;
    }

    /** Return how many acknowledged lines were looked up in a journal. */
    int judged() {
        return judged;
    }

    /** Expect no more of what is lost with the end of the journal that is cut off. */
    void excuse(List<JournalEvent> lost) {
        cutOff.addAll(lines(lost));
    }

    /** Judge the journal that a process left. */
    void judgeJournal() throws IOException {
        List<String> acknowledged = Acknowledged.read(lives.files().acknowledged());
        if (acknowledged.contains("torn")) {
            complaints.add("a torn checkpoint was loaded");
        }
        Path journal = lives.study().resolve("trials.jsonl");
        Set<String> recorded = Files.exists(journal) ? lines(FileJournal.read(journal)) : Set.of();
        cutOff.removeAll(recorded);
        for (String line : acknowledged) {
            if (line.startsWith(Acknowledged.RESULT) || line.startsWith(Acknowledged.END)) {
                judged++;
                if (!recorded.contains(line) && !cutOff.contains(line)) {
                    complaints.add("lost: " + line);
                }
            }
        }
    }

    /** Judge a run that came to its end. */
    void judgeTable(List<String> expected) throws IOException {
        cutOff.clear();
        judgeJournal();
        List<String> table = Files.readAllLines(lives.files().table());
        if (!table.equals(expected)) {
            for (int i = 0; i < Math.max(table.size(), expected.size()); i++) {
                String now = i < table.size() ? table.get(i) : "nothing";
                String then = i < expected.size() ? expected.get(i) : "nothing";
                if (!now.equals(then)) {
                    complaints.add("the table differs: " + now + "\n    from " + then);
                    break;
                }
            }
        }
    }

    private static Set<String> lines(List<JournalEvent> events) {
        Set<String> lines = new HashSet<>();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.ResultReported result) {
                lines.add(Acknowledged.result(
                        result.trial(),
                        result.iteration(),
                        String.valueOf(result.metrics().get("score"))));
            } else if (event instanceof JournalEvent.TrialEnded end) {
                lines.add(Acknowledged.end(end.trial(), end.outcome()));
            }
        }
        return lines;
    }
}
