package dev.jtune.maven;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What the goals that judge have in common. */
abstract class GateMojo extends TuneMojo {

    /** What a no leads to: {@code enforce} fails the build, {@code report} says it and goes on. */
    @Parameter(property = "tune.gate", defaultValue = "enforce")
    private String gate;

    /** Judge the studies of these projects, and write what came of it for the last of them, which is where Maven was started. */
    void judge(List<MavenProject> projects) throws MojoExecutionException, MojoFailureException {
        if (!gate.equals("enforce") && !gate.equals("report")) {
            throw new MojoExecutionException(
                    "TUNE-604 tune.gate is \"" + gate + "\"; give enforce, which fails the build, or report");
        }
        if (isSkipped()) {
            return;
        }
        GateSummary summary = new GateSummary();
        for (MavenProject project : projects) {
            TunedModule module = module(project);
            Optional<String> reason = reasonToSkip(module);
            if (reason.isPresent()) {
                getLog().info(
                                projects.size() == 1
                                        ? "skipped: " + reason.get()
                                        : module.name() + " skipped: " + reason.get());
                continue;
            }
            StudyCheck check = new StudyCheck(module);
            summary.add(
                    module,
                    declared(module).stream()
                            .filter(study -> isJudged(module, study))
                            .map(check::judge)
                            .toList());
        }
        if (summary.all().isEmpty()) {
            getLog().info("there is no study to judge");
            return;
        }
        conclude(summary);
    }

    private Optional<String> reasonToSkip(TunedModule module) {
        Optional<String> skipped = module.skipped();
        if (skipped.isPresent()) {
            return Optional.of("tests skipped (" + skipped.get() + ")");
        }
        return module.mode().equals("off") || module.mode().equals("smoke")
                ? Optional.of("tune.run=" + module.mode() + " judges nothing")
                : Optional.empty();
    }

    private boolean isJudged(TunedModule module, DeclaredStudy study) {
        Optional<String> skipped = module.skipped(study).map(setting -> "tests skipped (" + setting + ")");
        if (skipped.isEmpty() && module.mode().equals("verify") && !study.hasBaseline()) {
            skipped = Optional.of("tune.run=verify, and no gate of it has a baseline");
        }
        skipped.ifPresent(reason -> getLog().info(study.shortName() + " skipped: " + reason));
        return skipped.isEmpty();
    }

    private void conclude(GateSummary summary) throws MojoExecutionException, MojoFailureException {
        TunedModule here = module(project());
        try {
            summary.write(here.studies());
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "TUNE-605 " + here.shown(here.studies()) + ": gate.json cannot be written: " + e, e);
        }
        summary.log(getLog());
        if (summary.failing().isEmpty()) {
            return;
        }
        if (gate.equals("report")) {
            getLog().warn("not failing, because of tune.gate=report:\n" + summary.failure());
        } else if (summary.failing().stream().allMatch(StudyVerdict::isUndecided)) {
            throw new MojoExecutionException(summary.failure());
        } else {
            throw new MojoFailureException(summary.failure());
        }
    }
}
