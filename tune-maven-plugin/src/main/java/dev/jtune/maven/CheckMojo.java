package dev.jtune.maven;

import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Fails the build unless every study that the test classes declare has a result, made by the classes that are there, that passes its
 * gates. It runs nothing: it reads what {@code mvn test} left in {@code target/tune}, and writes {@code target/tune/gate.json}.
 *
 * <p>With tests skipped, or {@code -Dtune.run=off} or {@code smoke}, it says so and passes.
 */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class CheckMojo extends GateMojo {
    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        judge(List.of(project()));
    }
}
