package dev.jtune.maven;

import dev.jtune.TrialResult;
import dev.jtune.journal.JournalException;
import dev.jtune.run.RecordedStudy;
import dev.jtune.run.RecordedStudy.RecordedTrial;
import dev.jtune.run.StudyCommand;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Shows a recorded trial and the command that runs it again, with its seed and nothing else: {@code mvn tune:replay
 * -Dtune.study=DigitsTest.network -Dtune.trial=13}.
 */
@Mojo(name = "replay", aggregator = true, threadSafe = true)
public final class ReplayMojo extends TuneMojo {

    /** The study, {@code DigitsTest.network} with or without package, or several separated by commas. */
    @Parameter(property = "tune.study", required = true)
    private String study;

    /** The number of the trial; unset, the best. */
    @Parameter(property = "tune.trial", defaultValue = "0")
    private int trial;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            return;
        }
        StudySelection selection = new StudySelection(study);
        for (MavenProject project : projects()) {
            TunedModule module = module(project);
            for (DeclaredStudy declared : declared(module)) {
                if (selection.takes(declared)) {
                    show(module, project, declared);
                }
            }
        }
        selection.requireAllMet("a declaration in a test class");
    }

    private void show(TunedModule module, MavenProject project, DeclaredStudy declared)
            throws MojoExecutionException, MojoFailureException {
        RecordedStudy recorded = read(module, declared);
        Optional<RecordedTrial> found = trial == 0
                ? recorded.results().bestOrEmpty().map(TrialResult::number).flatMap(recorded::trial)
                : recorded.trial(trial);
        RecordedTrial shown = found.orElseThrow(() -> new MojoFailureException("TUNE-624 " + declared.shortName() + ": "
                + (trial == 0 ? "no trial has a score" : "there is no trial " + trial) + "; "
                + recorded.trials().size() + " trials are recorded in " + module.shown(module.directory(declared))));
        getLog().info(declared.shortName() + " trial " + shown.number() + "  " + shown.config());
        getLog().info(String.format(
                Locale.ROOT,
                "  %s, score %s after %d results, seed %d",
                shown.result().outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                shown.result().score(),
                shown.iterations(),
                shown.seed()));
        String start = projects().size() == 1 ? "mvn test" : "mvn -pl :" + project.getArtifactId() + " test";
        getLog().info("  again: "
                + StudyCommand.ofTrial(declared.command().replace("mvn test", start), shown.number()));
    }

    private static RecordedStudy read(TunedModule module, DeclaredStudy declared)
            throws MojoExecutionException, MojoFailureException {
        try {
            return RecordedStudy.read(module.directory(declared))
                    .orElseThrow(() -> new MojoFailureException("TUNE-623 " + declared.shortName()
                            + ": nothing is recorded in " + module.shown(module.directory(declared)) + "; run "
                            + declared.command()));
        } catch (JournalException e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        }
    }
}
