package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals know of the build. */
abstract class TuneMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    /** Do nothing. */
    @Parameter(property = "tune.skip", defaultValue = "false")
    private boolean skip;

    /**
     * The directory of all studies, as the engine knows it; unset it is what {@code junit-platform.properties} of the tests says, or
     * {@code target/tune}.
     */
    @Parameter(property = "tune.dir")
    private @Nullable String directory;

    /**
     * Studies that are left alone: {@code KnnTest.knn}, or {@code KnnTest} for all of a class, with or without package.
     */
    @Parameter
    private @Nullable List<String> excludes;

    MavenProject project() {
        return project;
    }

    List<MavenProject> projects() {
        return session.getProjects();
    }

    boolean isSkipped() {
        if (skip) {
            getLog().info("skipped: tune.skip is set");
        }
        return skip;
    }

    /** Return what the command line says. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(session.getSystemProperties());
        properties.putAll(session.getUserProperties());
        return properties;
    }

    TunedModule module(MavenProject of) throws MojoExecutionException {
        try {
            return TunedModule.of(of, projects(), directory, properties());
        } catch (InvalidDeclarationException e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Return the studies of a module.
     *
     * @throws MojoExecutionException TUNE-603, if its tests are not compiled, so that nobody can tell
     */
    List<DeclaredStudy> declared(TunedModule module) throws MojoExecutionException {
        if (module.isUncompiled()) {
            throw new MojoExecutionException("TUNE-603 " + module.name() + ": there are no compiled tests in "
                    + module.shown(module.testClasses())
                    + ", so nobody can tell which studies there are; run mvn verify");
        }
        List<String> excluded = Optional.ofNullable(excludes).orElse(List.of());
        return module.declared().stream()
                .filter(study -> excluded.stream().noneMatch(study::isMeantBy))
                .toList();
    }
}
