package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Writes the best configuration of a study into a resource, for production: {@code BestConfig.load(Params.class, "/ranking.properties")},
 * {@code Properties} or Spring read it. It is the confirmed one, where a gate confirms it. A study that fails is not promoted.
 */
@Mojo(name = "promote", aggregator = true, threadSafe = true)
public final class PromoteMojo extends TuneMojo {

    /**
     * What goes where: {@code <resources><RankingTest.weights>ranking.properties</RankingTest.weights></resources>}, in
     * {@code src/main/resources}. The file is {@code .properties} or {@code .json}.
     */
    @Parameter
    private @Nullable Map<String, String> resources;

    /** The studies to promote, separated by commas; unset, all in {@code resources}. */
    @Parameter(property = "tune.study")
    private @Nullable String study;

    /** The resource for {@code tune.study}, instead of what {@code resources} says. */
    @Parameter(property = "tune.resource")
    private @Nullable String resource;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (isSkipped()) {
            return;
        }
        Map<String, String> wanted = wanted();
        StudySelection selection = new StudySelection(String.join(",", wanted.keySet()));
        for (MavenProject project : projects()) {
            TunedModule module = module(project);
            for (DeclaredStudy declared : declared(module)) {
                if (selection.takes(declared)) {
                    promote(module, declared, directory(project), wanted);
                }
            }
        }
        selection.requireAllMet("a declaration in a test class");
    }

    /** Return the resource of each study that is to be promoted. */
    private Map<String, String> wanted() throws MojoFailureException {
        Map<String, String> all = resources == null ? Map.of() : resources;
        Map<String, String> wanted = new HashMap<>();
        for (String name : study == null ? all.keySet().toArray(String[]::new) : study.split(",")) {
            String to = study != null && resource != null ? resource : all.get(name.strip());
            if (to != null) {
                wanted.put(name.strip(), to);
            }
        }
        if (wanted.isEmpty()) {
            throw new MojoFailureException(
                    "TUNE-620 nothing says what to promote: give"
                            + " \"-Dtune.study=RankingTest.weights\" \"-Dtune.resource=ranking.properties\", or in the plugin's"
                            + " configuration <resources><RankingTest.weights>ranking.properties</RankingTest.weights></resources>");
        }
        return wanted;
    }

    private void promote(TunedModule module, DeclaredStudy declared, Path directory, Map<String, String> wanted)
            throws MojoExecutionException, MojoFailureException {
        try {
            for (Map.Entry<String, String> entry : wanted.entrySet()) {
                if (declared.isMeantBy(entry.getKey())) {
                    getLog().info("promoted " + new Promotion(module).promote(declared, directory, entry.getValue()));
                }
            }
        } catch (IOException | UncheckedIOException | InvalidDeclarationException e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Path directory(MavenProject project) {
        return project.getResources().isEmpty()
                ? project.getBasedir().toPath().resolve("src/main/resources")
                : Path.of(project.getResources().get(0).getDirectory());
    }
}
