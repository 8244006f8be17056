package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.maven.Acceptance.Answer;
import dev.jtune.maven.Acceptance.Offer;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the last run confirmed the committed baseline: {@code src/test/tune/DigitsTest.network.json}, for you to commit. Without
 * {@code tune.study} these are the studies that are new or changed, in all modules. A bar that is lowered takes a reason, which is
 * stored in the file.
 */
@Mojo(name = "accept", aggregator = true, threadSafe = true)
public final class AcceptMojo extends TuneMojo {

    /** The studies to accept, {@code DigitsTest.network} with or without package, separated by commas; all if unset. */
    @Parameter(property = "tune.study")
    private @Nullable String study;

    /** Why a bar is lowered. */
    @Parameter(property = "tune.reason")
    private @Nullable String reason;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            return;
        }
        StudySelection selection = new StudySelection(study);
        List<String> refused = new ArrayList<>();
        try {
            for (MavenProject project : projects()) {
                Acceptance acceptance = new Acceptance(
                        module(project),
                        reason == null || reason.isBlank() ? null : reason.strip(),
                        LocalDate.now(ZoneOffset.UTC));
                for (Offer offer : acceptance.offers()) {
                    if (selection.takes(offer.study())) {
                        tell(acceptance.accept(offer, selection.isNamed()), refused);
                    }
                }
            }
        } catch (IOException | InvalidDeclarationException e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        }
        selection.requireAllMet(
                "a result that could be a baseline: @Gate(baseline = ...) confirms one, mvn verify runs it");
        if (!refused.isEmpty()) {
            throw new MojoFailureException(String.join("\n", refused));
        }
    }

    private void tell(Answer answer, List<String> refused) {
        if (answer instanceof Answer.Accepted) {
            getLog().info("accepted " + answer.message());
        } else if (answer instanceof Answer.LeftAlone) {
            getLog().info("left alone " + answer.message());
        } else {
            refused.add(answer.message());
        }
    }
}
