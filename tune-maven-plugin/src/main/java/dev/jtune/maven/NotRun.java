package dev.jtune.maven;

import dev.jtune.Problem;
import dev.jtune.gate.Verdict;
import java.util.List;
import java.util.Optional;

/** Finds out why a declared study has no result: most causes leave a build green, and none can be seen in its output. */
final class NotRun {
    private final TunedModule module;

    /** Why studies were not run, and what to do about it. */
    record Cause(String reason, String fix) {}

    NotRun(TunedModule module) {
        this.module = module;
    }

    StudyVerdict because(DeclaredStudy study, Cause cause) {
        return StudyVerdict.failing(
                study,
                Verdict.NOT_RUN,
                new Problem("TUNE-600", study.shortName(), cause.reason(), cause.fix()).toString());
    }

    StudyVerdict explain(DeclaredStudy study) {
        List<TestReport.Failure> failures = module.failures(study, module.directory(study));
        if (!failures.isEmpty()) {
            return StudyVerdict.failing(
                    study,
                    Verdict.ERROR,
                    "TUNE-601 " + study.shortName() + ": it failed before it had a result: "
                            + failures.get(0).message());
        }
        return because(
                study,
                obstacle(study)
                        .map(cause -> new Cause("declared, and not run: " + cause.reason(), cause.fix()))
                        .orElse(new Cause(
                                "declared, and there is no result in " + module.shown(module.directory(study)),
                                "run mvn verify; mvn tune:doctor looks for what may be in the way")));
    }

    /** Return what keeps a study from being run as the build is; empty if nothing that can be seen does. */
    Optional<Cause> obstacle(DeclaredStudy study) {
        if (!module.hasEngine()) {
            return Optional.of(new Cause(
                    "tune-engine is not on the class path of the tests", "add dev.jtune:tune-engine with scope test"));
        }
        List<TestRun> runs = module.runs(study);
        if (runs.isEmpty()) {
            return Optional.of(untaken(study));
        }
        return obstacle(runs.get(0));
    }

    private Cause untaken(DeclaredStudy study) {
        String type = study.simpleClassName();
        String plugin = module.runs().get(0).plugin().toString();
        return study.className().contains("$")
                ? new Cause(plugin + " leaves out classes in classes", "move " + type + " to a file of its own")
                : new Cause(
                        "the includes of " + plugin + " do not take " + type,
                        "name it " + type + "Test, or add it to the includes");
    }

    private static Optional<Cause> obstacle(TestRun run) {
        if (run.isTooOld()) {
            return Optional.of(new Cause(
                    run.plugin() + " " + run.version() + " cannot run engines of the JUnit Platform",
                    "set " + run.plugin().artifactId() + " " + TestRun.TESTED
                            + " or newer (mvn tune:doctor explains)"));
        }
        if (!run.engines().isEmpty()) {
            return Optional.of(new Cause(
                    run.engines() + " of " + run.plugin() + " leaves out the engine tune", "let it have tune"));
        }
        return run.filters().isEmpty()
                ? Optional.empty()
                : Optional.of(new Cause(run.filters() + " was given", "run mvn verify without it"));
    }
}
