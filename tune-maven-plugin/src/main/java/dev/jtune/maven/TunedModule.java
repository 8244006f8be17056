package dev.jtune.maven;

import dev.jtune.InvalidDeclarationException;
import dev.jtune.gate.GateReport;
import dev.jtune.run.StudyLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * @param mode what {@code tune.run} says
 * @param runs how its tests are run, at least one
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
        String mode,
        List<TestRun> runs) {
    /** The directory of the committed baselines, from that of the module. */
    static final String BASELINES = "src/test/tune";

    /**
     * Read it from a Maven project, whose dependencies are resolved.
     *
     * @param siblings all modules of the build: what one of them has compiled is younger than the jar that another one has of it
     * @param directory {@code tune.dir} where a user has set it
     * @param properties what the command line says
     * @throws InvalidDeclarationException if the directory is a URI that names none
     */
    static TunedModule of(
            MavenProject project, List<MavenProject> siblings, @Nullable String directory, Properties properties) {
        Path basedir = project.getBasedir().toPath();
        Path testClasses = Path.of(project.getBuild().getTestOutputDirectory());
        List<Path> libraries = new ArrayList<>();
        String engineVersion = "";
        for (Artifact artifact : project.getArtifacts()) {
            if (artifact.getFile() != null) {
                libraries.add(artifact.getFile().toPath());
            }
            siblings.stream()
                    .filter(sibling -> isOf(artifact, sibling))
                    .map(sibling -> Path.of(sibling.getBuild().getOutputDirectory()))
                    .filter(Files::isDirectory)
                    .forEach(libraries::add);
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
                basedir.resolve(StudyLocation.of(
                        "tune.dir",
                        directory == null ? setting("tune.dir", "target/tune", testClasses, properties) : directory)),
                setting("tune.run", "search", testClasses, properties).toLowerCase(Locale.ROOT),
                TestRun.of(project, properties));
    }

    private static boolean isOf(Artifact artifact, MavenProject sibling) {
        return artifact.getGroupId().equals(sibling.getGroupId())
                && artifact.getArtifactId().equals(sibling.getArtifactId());
    }

    /** Return what the command line tells the engine, else what its file among the tests does. */
    private static String setting(String name, String otherwise, Path testClasses, Properties commandLine) {
        Properties properties = new Properties();
        Path file = testClasses.resolve("junit-platform.properties");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                // the engine did not get anything from it either
            }
        }
        return commandLine
                .getProperty(name, properties.getProperty(name, otherwise))
                .strip();
    }

    /** Return the setting by which none of its tests are run; empty if some are. */
    Optional<String> skipped() {
        return skipped(runs);
    }

    /** Return the setting by which a study is not run; empty if it is, or nothing runs it anyway. */
    Optional<String> skipped(DeclaredStudy study) {
        return skipped(runs(study));
    }

    private static Optional<String> skipped(List<TestRun> runs) {
        return runs.stream().allMatch(run -> run.skipped() != null)
                ? runs.stream().flatMap(run -> Stream.ofNullable(run.skipped())).findFirst()
                : Optional.empty();
    }

    /** Return the executions that take a study. */
    List<TestRun> runs(DeclaredStudy study) {
        return runs.stream().filter(run -> run.takes(study.className())).toList();
    }

    /**
     * Return what failed when a study was run last, as its tests were reported.
     *
     * @param result what the run left; a report that is older is of another run, where there is a result
     */
    List<TestReport.Failure> failures(DeclaredStudy study, Path result) {
        return runs(study).stream()
                .map(run ->
                        TestReport.file(testClasses.resolveSibling(run.plugin().reports()), study))
                .distinct()
                .filter(report -> Files.exists(report) && !Freshness.isYounger(result, report))
                .flatMap(report -> TestReport.failures(report, study).stream())
                .toList();
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
            return list.filter(Files::isDirectory)
                    .sorted()
                    .flatMap(directory -> GateReport.read(directory).stream())
                    .toList();
        }
    }

    Path directory(DeclaredStudy study) {
        return studies.resolve(study.fullName());
    }

    /** Return a path as people read it: from the module's directory, with slashes. */
    String shown(Path path) {
        Path parent = basedir.getParent();
        boolean isNear = path.startsWith(parent == null ? basedir : parent);
        return (isNear ? basedir.relativize(path) : path).toString().replace('\\', '/');
    }
}
