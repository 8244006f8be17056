package dev.jtune.maven;

import dev.jtune.report.html.HtmlReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProject;

/**
 * Writes the pages of all studies again, and the table of them: {@code target/tune/index.html}. Test runs write them too, unless {@code
 * tune.report} is {@code off}.
 */
@Mojo(name = "report", aggregator = true, threadSafe = true)
public final class ReportMojo extends TuneMojo {

    @Override
    public void execute() throws MojoExecutionException {
        if (isSkipped()) {
            return;
        }
        for (MavenProject project : projects()) {
            report(module(project), getLog());
        }
    }

    /** Write the pages of a module, and say where they are, or why there is none. */
    static void report(TunedModule module, Log log) throws MojoExecutionException {
        try {
            Optional<Path> index =
                    HtmlReport.rebuild(module.studies(), (study, why) -> log.warn(none(module, study, why)));
            log.info(index.map(page -> "report: " + module.shown(page))
                    .orElse("report: none, no study has run in " + module.shown(module.studies())));
        } catch (IOException e) {
            throw new MojoExecutionException(none(module, module.studies(), e.toString()), e);
        }
    }

    private static String none(TunedModule module, Path directory, String why) {
        return "TUNE-609 " + module.name() + ": the pages in " + module.shown(directory) + " cannot be written (" + why
                + "); run the study again, or delete what is damaged";
    }
}
