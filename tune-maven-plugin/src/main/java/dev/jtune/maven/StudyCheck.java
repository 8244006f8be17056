package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.journal.JournalException;
import dev.jtune.run.RecordedStudy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Judges the studies of a module by what they left behind; a missing result, or one of other code, never passes. */
final class StudyCheck {
    private static final String JOURNAL = "trials.jsonl";

    private final TunedModule module;
    private final Freshness freshness;
    private final NotRun notRun;

    StudyCheck(TunedModule module) {
        this.module = module;
        this.freshness = new Freshness(module);
        this.notRun = new NotRun(module);
    }

    StudyVerdict judge(DeclaredStudy study) {
        try {
            StudyVerdict verdict = study.isGated() ? judgeGates(study) : judgeRun(study);
            return verdict.fails() ? verdict : judgeVerdicts(study, verdict);
        } catch (InvalidDeclarationException | JournalException e) {
            return StudyVerdict.failing(study, Verdict.ERROR, String.valueOf(e.getMessage()));
        }
    }

    private StudyVerdict judgeGates(DeclaredStudy study) {
        Path directory = module.directory(study);
        Optional<GateReport> found = GateReport.read(directory);
        if (found.isEmpty()) {
            return Files.exists(directory.resolve("result.json"))
                    ? notRun.because(
                            study,
                            new NotRun.Cause(
                                    "it ran, and its gates were not judged",
                                    "run it whole: mvn verify, without -Dtune.run=smoke and filters on its tests"))
                    : notRun.explain(study);
        }
        GateReport report = found.get();
        Optional<String> stale = freshness.complaint(report.code(), directory.resolve(GateReport.FILE));
        return stale.map(reason -> stale(study, reason)).orElseGet(() -> of(study, report));
    }

    /** Methods that judge a study leave nothing behind but their tests. */
    private StudyVerdict judgeVerdicts(DeclaredStudy study, StudyVerdict otherwise) {
        Path result = module.directory(study).resolve(study.isGated() ? GateReport.FILE : JOURNAL);
        return module.failures(study, result).stream()
                .filter(failure -> failure.name().contains("verdict "))
                .findFirst()
                .map(failure -> StudyVerdict.failing(
                        study,
                        Verdict.BELOW_THRESHOLD,
                        "TUNE-625 " + study.shortName() + ": " + failure.name() + " failed: " + failure.message()))
                .orElse(otherwise);
    }

    /** A study without gates has to have run; what it found is nobody's business. */
    private StudyVerdict judgeRun(DeclaredStudy study) {
        Path directory = module.directory(study);
        Optional<RecordedStudy> found = RecordedStudy.read(directory);
        if (found.isEmpty()) {
            return notRun.explain(study);
        }
        if (!found.get().isFinished()) {
            return notRun.because(
                    study,
                    new NotRun.Cause(
                            "its run broke off", "run it again: " + study.command() + ", or look at why it broke"));
        }
        return freshness
                .complaint(found.get().codeDigest(), directory.resolve(JOURNAL))
                .map(reason -> stale(study, reason))
                .orElseGet(() -> new StudyVerdict(study, Verdict.PASS, false, false, "it has no gate"));
    }

    private StudyVerdict stale(DeclaredStudy study, String reason) {
        Problem problem = notRun.obstacle(study)
                .map(cause -> new Problem(
                        "TUNE-602",
                        study.shortName(),
                        reason + ", and it was not run again: " + cause.reason(),
                        cause.fix()))
                .orElse(new Problem("TUNE-602", study.shortName(), reason, "run mvn verify"));
        return StudyVerdict.failing(study, Verdict.STALE, problem.toString());
    }

    private static StudyVerdict of(DeclaredStudy study, GateReport report) {
        boolean fails = !report.passes();
        Predicate<Judgement> told = fails ? Judgement::fails : gate -> true;
        Verdict worst = report.gates().stream()
                .filter(told)
                .map(Judgement::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
        String message =
                report.gates().stream().filter(told).map(Judgement::message).collect(Collectors.joining("\n"));
        return new StudyVerdict(study, worst, fails, report.gates().stream().anyMatch(Judgement::warns), message);
    }
}
