package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.gate.GateReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * A module of the build, as far as its studies are concerned.
 *
 * @param name the name that Maven prints
 * @param basedir its directory
 * @param classes the directory of its classes
 * @param testClasses the directory of its test classes
 * @param hasTestSources whether there is anything to compile to them
 * @param libraries the rest of the class path of its tests
 * @param engineVersion the version of the engine among them, empty where it is not
 * @param studies the directory of all of its studies
 * @param surefire how its tests are run
 */
record TunedModule(
        String name,
        Path basedir,
        Path classes,
        Path testClasses,
        boolean hasTestSources,
        List<Path> libraries,
        String engineVersion,
        Path studies,
        Surefire surefire) {
    /** The directory of the committed baselines, from that of the module. */
    static final String BASELINES = "src/test/tune";

    /**
     * Read it from a Maven project, whose dependencies are resolved.
     *
     * @param directory {@code tune.dir} where a user has set it
     * @param properties what the command line says
     */
    static TunedModule of(MavenProject project, @Nullable String directory, Properties properties) {
        Path basedir = project.getBasedir().toPath();
        Path testClasses = Path.of(project.getBuild().getTestOutputDirectory());
        List<Path> libraries = new ArrayList<>();
        String engineVersion = "";
        for (Artifact artifact : project.getArtifacts()) {
            if (artifact.getFile() != null) {
                libraries.add(artifact.getFile().toPath());
            }
            if (artifact.getGroupId().equals("dev.jtune")
                    && artifact.getArtifactId().equals("tune-engine")) {
                engineVersion = artifact.getBaseVersion();
            }
        }
        return new TunedModule(
                project.getName(),
                basedir,
                Path.of(project.getBuild().getOutputDirectory()),
                testClasses,
                project.getTestCompileSourceRoots().stream().anyMatch(root -> Files.isDirectory(Path.of(root))),
                libraries,
                engineVersion,
                basedir.resolve(directory == null ? configuredDirectory(testClasses) : directory),
                Surefire.of(project, properties));
    }

    /** Return where the engine was told to put its files, by the file that tells it. */
    private static String configuredDirectory(Path testClasses) {
        Properties properties = new Properties();
        Path file = testClasses.resolve("junit-platform.properties");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                // the engine did not get anything from it either
            }
        }
        return properties.getProperty("tune.dir", "target/tune");
    }

    boolean hasEngine() {
        return !engineVersion.isEmpty();
    }

    /** Tell whether there are test sources and nothing was compiled from them. */
    boolean isUncompiled() {
        return hasTestSources && !Files.isDirectory(testClasses);
    }

    /** Return what its test classes declare. */
    List<DeclaredStudy> declared() {
        List<Path> rest = new ArrayList<>(libraries);
        rest.add(classes);
        return DeclaredStudies.in(testClasses, rest);
    }

    /**
     * Return what the gates of its studies said, by study, whether they are still declared or not.
     *
     * @throws InvalidDeclarationException if a report cannot be read
     */
    List<GateReport> judged() throws IOException {
        if (!Files.isDirectory(studies)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(studies)) {
            return list.sorted()
                    .flatMap(directory -> GateReport.read(directory).stream())
                    .toList();
        }
    }

    Path directory(DeclaredStudy study) {
        return studies.resolve(study.fullName());
    }

    /** Return a path as people read it: from the module's directory, with slashes. */
    String shown(Path path) {
        Path relative = path.startsWith(basedir) ? basedir.relativize(path) : path;
        return relative.toString().replace('\\', '/');
    }
}
