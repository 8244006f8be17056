package dev.jtune.verify;

import dev.jtune.Config;
import dev.jtune.verify.Findings.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All checks of a class, one after the other; each is judged against the same uninterrupted run. */
final class Checks {
    private static final String SHARED_STATE = "TUNE-502";
    private static final String KEEP_IN_INSTANCES = "; keep state in instance fields, because trials run side by side";

    private final SaveRestoreCheck check;
    private final Bench bench;
    private final Findings findings = new Findings();

    Checks(SaveRestoreCheck check, Workspace workspace) {
        this.check = check;
        this.bench = new Bench(check, workspace);
    }

    List<Check> run() throws IOException {
        StaticState start = StaticState.of(check.trainable().type());
        if (findings.judge("train", "TUNE-501", this::train)) {
            if (findings.judge("repeat", SHARED_STATE, () -> repeat(start))) {
                findings.judge("side by side", SHARED_STATE, this::sideBySide);
            }
            if (check.trainable().canCheckpoint()) {
                new CheckpointChecks(bench, findings).run();
            } else {
                findings.judge("save and load", "", Checks::withoutCheckpoints);
            }
            if (check.trainable().canReset()) {
                findings.judge("reset", "TUNE-507", this::reset);
            }
        }
        findings.judge("clean up", "TUNE-508", this::cleanUp);
        return findings.all();
    }

    private Verdict train() throws Throwable {
        bench.judgeBy(bench.wholeRun());
        return Verdict.passed(bench.reference().length() + " steps");
    }

    private Verdict repeat(StaticState start) throws Throwable {
        Optional<String> staticChanges = start.changes();
        Trace second = bench.wholeRun();
        Optional<Trace.Difference> difference = bench.difference(second, 0);
        if (difference.isEmpty()) {
            return Verdict.passed("two new objects with one seed agree in every step");
        }
        if (staticChanges.isPresent() && isRepeatable(start)) {
            return Verdict.failed(difference.get().between("a second new object has", "the first one has")
                    + "; static fields are why: " + staticChanges.get() + KEEP_IN_INSTANCES);
        }
        return Verdict.notJudged("two new objects with one seed differ, so these metrics are not compared: "
                + String.join(", ", bench.ignoreDifferences(second)) + " ("
                + difference.get().between("one has", "the other has") + ")");
    }

    /** Tell whether a new object repeats the first one's results once static fields hold what they held before that. */
    private boolean isRepeatable(StaticState start) throws Throwable {
        start.restore();
        boolean same = bench.difference(bench.wholeRun(), 0).isEmpty();
        start.restore();
        return same;
    }

    private Verdict sideBySide() throws Throwable {
        List<Map<String, Object>> first = new ArrayList<>();
        List<Map<String, Object>> second = new ArrayList<>();
        try (Subject one = bench.fresh();
                Subject other = bench.fresh()) {
            for (int i = 0; i < bench.reference().length(); i++) {
                first.add(one.step());
                second.add(other.step());
            }
        }
        return bench.difference(new Trace(first), 0)
                .or(() -> bench.difference(new Trace(second), 0))
                .map(difference ->
                        Verdict.failed(difference.between("of two objects that step in turn, one has", "alone it has")
                                + KEEP_IN_INSTANCES))
                .orElseGet(() -> Verdict.passed("two objects that step in turn do not disturb each other"));
    }

    private static Verdict withoutCheckpoints() {
        return Verdict.notJudged(
                "the class has no @SaveCheckpoint and @LoadCheckpoint: a trial that fails starts afresh, an"
                        + " interrupted one does not go on, and schedulers that pause trials cannot be used");
    }

    private Verdict reset() throws Throwable {
        Config served = check.configs().get(check.configs().size() - 1);
        try (Subject subject = bench.fresh(served)) {
            subject.steps(check.before());
            if (!subject.reset(bench.config())) {
                return Verdict.notJudged("@ResetConfig returned false: each trial gets a new object");
            }
            return bench.difference(subject.steps(check.before() + check.after()), 0)
                    .map(difference -> Verdict.failed(difference.between("after reset, an object has", "a new one has")
                            + "; @ResetConfig makes everything new that depends on the configuration or was trained"))
                    .orElseGet(() -> Verdict.passed("an object that was reset repeats the results of a new one"));
        }
    }

    private Verdict cleanUp() throws Throwable {
        if (!bench.cleanupFailures().isEmpty()) {
            throw bench.cleanupFailures().get(0);
        }
        return Verdict.passed(bench.objects() + " objects");
    }
}
