package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.run.CodeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCheckTests {
    private static final DeclaredStudy STUDY = new DeclaredStudy("com.acme.KnnTest", "knn", "knn", true, true, true);

    @TempDir
    Path basedir;

    private Path testClasses;
    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        testClasses = Files.createDirectories(basedir.resolve("target/test-classes"));
        classes = Files.createDirectories(basedir.resolve("target/classes"));
        Files.writeString(testClasses.resolve("KnnTest.class"), "the study");
        Files.writeString(classes.resolve("Knn.class"), "what it measures");
        for (Path file : List.of(testClasses.resolve("KnnTest.class"), classes.resolve("Knn.class"))) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        }
    }

    @Test
    void should_pass_what_every_gate_passes() throws IOException {
        judged(gate(Verdict.PASS, "accuracy >= 0.9: 0.94"), gate(Verdict.IMPROVED, "it rose"));
        StudyVerdict verdict = check();
        assertThat(verdict.fails()).isFalse();
        assertThat(verdict.verdict()).isEqualTo(Verdict.IMPROVED);
        assertThat(verdict.message()).isEqualTo("accuracy >= 0.9: 0.94\nit rose");
    }

    @Test
    void should_tell_of_the_gates_that_fail_and_of_no_other() throws IOException {
        judged(gate(Verdict.PASS, "fine"), gate(Verdict.REGRESSED, "TUNE-104 worse by 0.1"));
        StudyVerdict verdict = check();
        assertThat(verdict.fails()).isTrue();
        assertThat(verdict.verdict()).isEqualTo(Verdict.REGRESSED);
        assertThat(verdict.message()).isEqualTo("TUNE-104 worse by 0.1");
    }

    @Test
    void should_warn_of_a_gate_that_passes_and_is_to_be_told() throws IOException {
        judged(gate(Verdict.PASS, "fine"), gate(Verdict.INCONCLUSIVE, "undecided once more"));
        StudyVerdict verdict = check();
        assertThat(verdict.fails()).isFalse();
        assertThat(verdict.warns()).isTrue();
    }

    @Test
    void should_not_pass_a_declared_study_without_a_result() {
        StudyVerdict verdict = check();
        assertThat(verdict.verdict()).isEqualTo(Verdict.NOT_RUN);
        assertThat(verdict.message())
                .isEqualTo("TUNE-600 KnnTest.knn: declared, and there is no result in target/tune/com.acme.KnnTest.knn;"
                        + " run mvn verify; mvn tune:doctor looks for what may be in the way");
    }

    @Test
    void should_not_pass_a_run_whose_gates_were_left_out() throws IOException {
        Files.writeString(directory().resolve("result.json"), "{}");
        assertThat(check().message())
                .isEqualTo("TUNE-600 KnnTest.knn: it ran, and its gates were not judged; run it whole: mvn verify,"
                        + " without -Dtune.run=smoke and filters on its tests");
    }

    @Test
    void should_name_what_kept_the_study_from_running() {
        assertThat(check(surefire("2.12.4", "**/*Test.java", "")).message())
                .isEqualTo(
                        "TUNE-600 KnnTest.knn: declared, and not run: Surefire 2.12.4 cannot run engines of the JUnit"
                                + " Platform; set maven-surefire-plugin 3.2.5 or newer (mvn tune:doctor explains)");
        assertThat(check(surefire("3.6.1", "**/*Tests.java", "")).message())
                .isEqualTo("TUNE-600 KnnTest.knn: declared, and not run: the includes of Surefire do not take KnnTest;"
                        + " name it KnnTestTest, or add it to the includes");
        assertThat(check(surefire("3.6.1", "**/*Test.java", "-Dtest=ForestTest"))
                        .message())
                .isEqualTo(
                        "TUNE-600 KnnTest.knn: declared, and not run: -Dtest=ForestTest was given; run mvn verify without it");
        assertThat(check(surefire("3.6.1", "**/*Test.java", "groups=fast")).message())
                .isEqualTo(
                        "TUNE-600 KnnTest.knn: declared, and not run: groups=fast was given; run mvn verify without it");
    }

    @Test
    void should_show_why_a_study_failed_as_a_whole() throws IOException {
        Path reports = Files.createDirectories(basedir.resolve("target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-com.acme.KnnTest.xml"), """
                <testsuite name="com.acme.KnnTest">
                  <testcase name="knnOther"><failure message="another"/></testcase>
                  <testcase name="knn"><failure message="TUNE-012 KnnTest.knn, paramSpace[0]: no parameter 'k'&#10;more"/></testcase>
                </testsuite>
                """);
        StudyVerdict verdict = check();
        assertThat(verdict.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(verdict.message())
                .isEqualTo("TUNE-601 KnnTest.knn: it failed before it had a result:"
                        + " TUNE-012 KnnTest.knn, paramSpace[0]: no parameter 'k'");
    }

    @Test
    void should_not_pass_what_a_verdict_method_refuses() throws IOException {
        judged(gate(Verdict.PASS, "fine"));
        Path reports = Files.createDirectories(basedir.resolve("target/surefire-reports"));
        Path report = Files.writeString(reports.resolve("TEST-com.acme.KnnTest.xml"), """
                <testsuite name="com.acme.KnnTest">
                  <testcase name="knn trial 001"><failure message="tolerated"/></testcase>
                  <testcase name="knn verdict isSmall"><failure message="expected less than 5"/></testcase>
                </testsuite>
                """);
        Path result = directory().resolve(GateReport.FILE);
        Files.setLastModifiedTime(report, Files.getLastModifiedTime(result));
        assertThat(check().message())
                .isEqualTo("TUNE-625 KnnTest.knn: knn verdict isSmall failed: expected less than 5");
        // it was run again since, in an IDE
        Files.setLastModifiedTime(report, FileTime.fromMillis(1_000));
        assertThat(check().fails()).isFalse();
    }

    @Test
    void should_not_pass_a_result_of_other_test_classes() throws IOException {
        judged(gate(Verdict.PASS, "fine"));
        String before = CodeDigest.of(testClasses).substring(0, 8);
        Files.writeString(testClasses.resolve("KnnTest.class"), "another study");
        StudyVerdict verdict = check();
        assertThat(verdict.verdict()).isEqualTo(Verdict.STALE);
        assertThat(verdict.message())
                .isEqualTo("TUNE-602 KnnTest.knn: its result was made from other classes (" + before + ".. now "
                        + CodeDigest.of(testClasses).substring(0, 8) + "..); run mvn verify");
    }

    @Test
    void should_not_pass_a_result_that_is_older_than_the_code_it_measures() throws IOException {
        judged(gate(Verdict.PASS, "fine"));
        FileTime later = FileTime.fromMillis(
                Files.getLastModifiedTime(directory().resolve(GateReport.FILE)).toMillis() + 1_000);
        Files.setLastModifiedTime(classes.resolve("Knn.class"), later);
        assertThat(check().message())
                .isEqualTo("TUNE-602 KnnTest.knn: its result is older than target/classes/Knn.class; run mvn verify");
        assertThat(check(surefire("2.12.4", "**/*Test.java", "")).message())
                .isEqualTo("TUNE-602 KnnTest.knn: its result is older than target/classes/Knn.class, and it was not run"
                        + " again: Surefire 2.12.4 cannot run engines of the JUnit Platform; set maven-surefire-plugin"
                        + " 3.2.5 or newer (mvn tune:doctor explains)");
        // of the directory whose digest is known, the content counts and not the time
        Files.setLastModifiedTime(classes.resolve("Knn.class"), FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(testClasses.resolve("KnnTest.class"), later);
        assertThat(check().fails()).isFalse();
    }

    @Test
    void should_not_take_a_damaged_file_for_a_verdict() throws IOException {
        Files.writeString(directory().resolve(GateReport.FILE), "{\"schema\":1,");
        StudyVerdict verdict = check();
        assertThat(verdict.isUndecided()).isTrue();
        assertThat(verdict.message()).contains("gate.json", "cannot be read");
    }

    private StudyVerdict check() {
        return check(surefire("3.6.1", "**/*Test.java", ""));
    }

    private StudyVerdict check(TestRun surefire) {
        TunedModule module = new TunedModule(
                "knn",
                basedir,
                classes,
                testClasses,
                true,
                List.of(classes),
                "1",
                basedir.resolve("target/tune"),
                "search",
                List.of(surefire));
        return new StudyCheck(module).judge(STUDY);
    }

    private static TestRun surefire(String version, String include, String filters) {
        return new TestRun(TestRun.Kind.SUREFIRE, version, true, List.of(include), List.of(), filters, "", "", null);
    }

    private Path directory() throws IOException {
        return Files.createDirectories(basedir.resolve("target/tune").resolve(STUDY.fullName()));
    }

    private void judged(Judgement... gates) throws IOException {
        new GateReport(
                        STUDY.shortName(),
                        STUDY.className(),
                        STUDY.method(),
                        "run",
                        "search",
                        CodeDigest.of(testClasses),
                        "space",
                        "17",
                        "Linux",
                        List.of(gates),
                        null)
                .write(directory());
    }

    private static Judgement gate(Verdict verdict, String message) {
        return new Judgement(
                "accuracy-" + verdict,
                "accuracy",
                "accuracy",
                verdict,
                !verdict.passes(),
                verdict == Verdict.INCONCLUSIVE,
                0.9,
                0.9,
                message,
                null);
    }
}
