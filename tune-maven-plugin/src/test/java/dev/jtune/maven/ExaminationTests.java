package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.maven.Examination.Finding;
import dev.jtune.maven.Examination.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTests {
    private static final long MEMORY = 8L << 30;
    private static final List<String> INCLUDES = List.of("**/*Test.java");

    @TempDir
    Path basedir;

    private static DeclaredStudy study(String className) {
        return new DeclaredStudy(className, "knn", "knn", true, true, true);
    }

    private static TestRun surefire(String version, boolean isPinned) {
        return new TestRun(TestRun.Kind.SUREFIRE, version, isPinned, INCLUDES, List.of("**/*$*"), "", "", "", null);
    }

    private TunedModule module(String engine, TestRun surefire) {
        return new TunedModule(
                "knn",
                basedir,
                basedir.resolve("target/classes"),
                basedir.resolve("target/test-classes"),
                true,
                List.of(),
                engine,
                basedir.resolve("target/tune"),
                "search",
                List.of(surefire));
    }

    private List<Finding> findings(TunedModule module, DeclaredStudy... studies) throws IOException {
        return new Examination(module, List.of(studies)).findings("1.0", true, MEMORY);
    }

    private static List<String> worse(List<Finding> findings, Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level)
                .map(Finding::message)
                .toList();
    }

    @Test
    void should_find_nothing_where_all_is_well() throws IOException {
        Files.createDirectories(basedir.resolve("target/tune/com.acme.KnnTest.knn"));
        assertThat(findings(module("1.0", surefire("3.6.1", true)), study("com.acme.KnnTest")))
                .containsExactly(
                        new Finding(Level.FINE, "1 study declared, 1 with a result in target/tune"),
                        new Finding(Level.FINE, "Surefire 3.6.1, set by a pom"),
                        new Finding(Level.FINE, "tune-engine 1.0"),
                        new Finding(Level.FINE, "heap of the tests: 2048 MB, a quarter of the memory"));
    }

    @Test
    void should_take_what_keeps_studies_from_running_for_a_problem() throws IOException {
        List<Finding> findings = findings(
                module("", surefire("2.12.4", false)), study("com.acme.KnnTuning"), study("com.acme.ATest$BTest"));
        assertThat(worse(findings, Level.PROBLEM))
                .containsExactly(
                        "TUNE-610 Surefire 2.12.4 knows no JUnit Platform: no study is run, and the build is green; in"
                                + " <plugins>: <plugin><artifactId>maven-surefire-plugin</artifactId>"
                                + "<version>3.6.1</version></plugin>",
                        "TUNE-612 dev.jtune:tune-engine is not on the class path of the tests, and nothing else runs"
                                + " studies; add it with scope test",
                        "TUNE-613 KnnTuning.knn: the includes of Surefire (**/*Test.java) do not take KnnTuning;"
                                + " name it KnnTuningTest, or add it to the includes",
                        "TUNE-613 BTest.knn: classes in classes are not run; move BTest to a file of its own");
    }

    @Test
    void should_hint_at_what_works_here_and_may_not_elsewhere() throws IOException {
        TunedModule module = module("0.9", surefire("3.2.5", false));
        DeclaredStudy nameless = new DeclaredStudy("com.acme.KnnTest", "knn", "knn", true, true, false);
        List<Finding> findings = new Examination(module, List.of(nameless)).findings("1.0", false, 1L << 30);
        assertThat(worse(findings, Level.HINT).stream().map(text -> text.substring(0, 8)))
                .containsExactly("TUNE-611", "TUNE-617", "TUNE-615", "TUNE-614", "TUNE-618");
        assertThat(worse(findings, Level.PROBLEM)).isEmpty();
    }

    @Test
    void should_look_at_what_lies_around() throws IOException {
        Path baselines = Files.createDirectories(basedir.resolve(TunedModule.BASELINES));
        Files.writeString(baselines.resolve("KnnTest.knn.json"), "<<<<<<< HEAD");
        Files.writeString(baselines.resolve("KnnTest.trees.json.new"), "{}");
        Path left = Files.createDirectories(basedir.resolve("target/tune/com.acme.OldTest.knn"));
        Files.writeString(left.resolve("trials.jsonl"), "");
        List<Finding> findings = findings(module("1.0", surefire("3.6.1", true)), study("com.acme.KnnTest"));
        assertThat(worse(findings, Level.PROBLEM)).singleElement().asString().contains("TUNE-114", "KnnTest.knn.json");
        assertThat(worse(findings, Level.HINT))
                .containsExactly(
                        "TUNE-616 target/tune/com.acme.OldTest.knn: results of a study that no test class declares;"
                                + " mvn clean removes them",
                        "TUNE-619 src/test/tune/KnnTest.trees.json.new waits; accept it with: mvn tune:accept");
    }

    @Test
    void should_recommend_the_surefire_that_this_project_is_tested_with() throws IOException {
        assertThat(Files.readString(Path.of("..", "pom.xml")))
                .contains("<surefire.version>" + TestRun.NEWEST + "</surefire.version>");
    }
}
