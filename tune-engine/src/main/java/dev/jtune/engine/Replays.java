package dev.jtune.engine;

import dev.jtune.Config;
import dev.jtune.TrialResult;
import dev.jtune.declare.Settings;
import dev.jtune.gate.Confirmation;
import dev.jtune.gate.GateReport;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.RecordedStudy.RecordedTrial;
import dev.jtune.run.Replay;
import dev.jtune.run.StudySpec;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;

/** Runs single trials and evaluations of a study, as they were recorded or as somebody asks, for a look at them. */
final class Replays {
    private final StudyDescriptor study;
    private final TuneExecution execution;
    private final StudySpec spec;

    Replays(StudyDescriptor study, TuneExecution execution, StudySpec spec) {
        this.study = study;
        this.execution = execution;
        this.spec = spec;
    }

    /** Run a configuration that was written down. */
    void config(String text) throws Exception {
        List<Config> points = spec.space().points(Settings.CONFIG, text);
        run(1, spec.space().complete(points.get(0).asMap()), 0);
    }

    /** Run recorded trials again, each selected by its id, {@code 13-9f3a21}, or by its number. */
    void trials(Collection<String> selected) throws Exception {
        Optional<RecordedStudy> recorded = StudyDescriptor.recorded(spec);
        for (String each : selected) {
            Optional<RecordedTrial> trial = recorded.flatMap(known -> find(known, each));
            if (trial.isPresent()) {
                run(trial.get().number(), trial.get().config(), trial.get().iterations());
            } else {
                unknown(each, recorded);
            }
        }
    }

    private static Optional<RecordedTrial> find(RecordedStudy recorded, String selected) {
        int dash = selected.indexOf('-');
        String number = dash < 0 ? selected : selected.substring(0, dash);
        return recorded.trial(number(number))
                .filter(found -> dash < 0 || found.id().equals(selected));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Run evaluations of the last confirm phase again. */
    void evaluations(Collection<String> selected, Confirming confirming) {
        Confirmation before = Optional.ofNullable(spec.directory())
                .flatMap(JudgedGates::read)
                .map(GateReport::confirm)
                .orElse(null);
        for (String id : selected) {
            String[] parts = id.split("-", -1);
            if (before != null
                    && parts.length > 1
                    && parts[1].equals(before.config().shortDigest())
                    && parts[0].matches("\\d{1,18}")) {
                confirming.evaluate(before.config(), Long.parseLong(parts[0]), before.iterations());
            } else {
                unknown(TrialNodes.CONFIRM + " " + id, Optional.empty());
            }
        }
    }

    private void run(int number, Config config, int iterations) throws Exception {
        TrialEvents events = new TrialEvents(study, execution);
        events.start(number, number + "-" + config.shortDigest(), config, spec.seed());
        TrialResult result;
        try {
            result = Replay.run(spec, number, config, iterations);
        } catch (RuntimeException | Error e) {
            events.finish(number, TestExecutionResult.failed(e));
            return;
        }
        events.finish(result);
        if (execution.settings().verbose() > 0) {
            System.out.println("[tune] " + study.declaration().shortName() + " trial " + number + " again: "
                    + result.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT) + ", "
                    + spec.objective().metric() + " " + result.score() + "  " + config);
        }
    }

    private void unknown(String selected, Optional<RecordedStudy> recorded) {
        TrialEvents events = new TrialEvents(study, execution);
        String known = recorded.map(found -> found.trials().size() + " trials are recorded in ")
                        .orElse("nothing is recorded in ")
                + study.shownDirectory();
        events.startUnknown(selected);
        events.finish(
                0,
                TestExecutionResult.failed(Outcomes.failure(
                        "TUNE-203 " + study.declaration().shortName() + ": trial " + selected + " is unknown here ("
                                + known + "); run the study again: " + study.command()
                                + ", or give the configuration: \"-Dtune.config=...\"",
                        study.source(),
                        null)));
    }
}
