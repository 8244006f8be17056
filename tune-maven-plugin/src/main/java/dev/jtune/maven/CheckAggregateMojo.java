package dev.jtune.maven;

import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Judges the studies of all modules of the build at once: {@code mvn verify tune:check-aggregate}. All that fails is listed, and
 * {@code target/tune/gate.json} of the directory where Maven was started has them all.
 */
@Mojo(
        name = "check-aggregate",
        aggregator = true,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class CheckAggregateMojo extends GateMojo {
    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        judge(projects());
    }
}
