package dev.jtune.report.html;

import dev.jtune.Config;
import dev.jtune.Mode;
import dev.jtune.Objective;
import dev.jtune.Scope;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.PastRun;
import dev.jtune.gate.RunHistory;
import dev.jtune.gate.Verdict;
import dev.jtune.journal.FileJournal;
import dev.jtune.journal.JournalEvent;
import dev.jtune.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a study in which every name, value and message tries to be markup. */
final class AttackingRun {
    static final String XSS = "</script></title><img src=x onerror=alert(1)>\"'`${7*7}<!--";

    private AttackingRun() {}

    static void write(Path study) throws IOException {
        Files.createDirectories(study);
        try (FileJournal journal = FileJournal.open(study.resolve("trials.jsonl"))) {
            journal.append(new JournalEvent.RunStarted(
                    1,
                    XSS,
                    XSS,
                    1,
                    List.of(new Objective(XSS, Mode.MIN, Scope.LAST)),
                    List.of(),
                    1,
                    XSS,
                    XSS,
                    XSS,
                    XSS,
                    Map.of(XSS, XSS),
                    1_000));
            for (int trial = 1; trial <= 40; trial++) {
                evaluate(journal, trial);
            }
            journal.append(new JournalEvent.TrialSuggested(41, Config.of(Map.of(XSS, XSS)), 1, XSS));
            journal.append(
                    new JournalEvent.TrialEnded(41, "Failed", true, XSS, XSS + "\n\tat " + XSS, Double.NaN, 2_000, 1));
        }
        Files.writeString(study.resolve("result.json"), Json.write(summary()));
        Judgement gate = new Judgement(XSS, XSS, XSS, Verdict.REGRESSED, true, false, 1, 20, XSS, XSS);
        new GateReport(XSS, XSS, XSS, XSS, XSS, XSS, XSS, XSS, XSS, List.of(gate), null).write(study);
        for (String run : List.of("before", XSS)) {
            PastRun.Gate said = new PastRun.Gate(XSS, XSS, Verdict.REGRESSED, true, 1, 20);
            RunHistory.add(
                    study,
                    new PastRun(run, Instant.EPOCH, XSS, List.of(XSS + " MAX"), 2, List.of(2.0, 1.0), List.of(said)));
        }
    }

    private static void evaluate(FileJournal journal, int trial) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(XSS, XSS + trial % 2);
        config.put("x" + XSS, trial / 40.0);
        journal.append(new JournalEvent.TrialSuggested(trial, Config.of(config), trial, XSS));
        journal.append(new JournalEvent.AttemptStarted(trial, 1, 1_000 + trial, 1, XSS, XSS, XSS, null));
        for (int step = 1; step <= 3; step++) {
            journal.append(new JournalEvent.ResultReported(
                    trial, 1, step, Map.of(XSS, (double) trial * step), 0.1, 1_001 + trial, null));
        }
        journal.append(new JournalEvent.TrialEnded(trial, "Stopped", false, XSS, XSS, 3.0 * trial, 1_002 + trial, 0.1));
    }

    private static Map<String, Object> summary() {
        return Map.of(
                "run",
                XSS,
                "study",
                XSS,
                "metric",
                XSS,
                "space",
                List.of(XSS),
                "importance",
                List.of(Map.of("parameter", XSS, "share", 0.5, "standardError", 0.1, "samples", 40L)));
    }
}
