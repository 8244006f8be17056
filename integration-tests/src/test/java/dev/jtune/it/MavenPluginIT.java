package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.it.MavenProject.Build;
import org.junit.jupiter.api.Test;

/** What the goals say and how builds end by them. */
class MavenPluginIT {
    private static final String CODE = "src/main/java/com/acme/Ranking.java";
    private static final String BY_CHECK = "tune-maven-plugin:" + System.getProperty("it.version") + ":check";

    private static final String LUCK = "- 0.002 * luck";
    private static final String BASELINE = "src/test/tune/RankingTest.weights.json";

    @Test
    void should_guard_a_committed_baseline() {
        MavenProject project = MavenProject.copyOf("gated", "baseline");
        Build first = project.mvn("verify");
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output())
                .containsPattern("\\[WARNING] NO_BASELINE +RankingTest\\.weights +ndcg >= 0\\.93: ")
                .contains("accept it with: mvn tune:accept \"-Dtune.study=RankingTest.weights\"");
        assertThat(project.file(BASELINE + ".new")).exists();

        Build accepted = project.mvn("tune:accept");
        assertThat(accepted.exitCode()).as(accepted.output()).isZero();
        assertThat(accepted.output())
                .containsPattern(
                        "accepted RankingTest\\.weights: ndcg 0\\.9[45]\\d* \\+- 0\\.00222 over 10 seeds; commit "
                                + BASELINE);
        assertThat(project.file(BASELINE + ".new")).doesNotExist();
        String committed = project.read(BASELINE);

        // other draws for the same seeds, which happen to be worse: nothing has changed but luck
        Build unlucky = project.replace(CODE, LUCK, "+ 0.002 * luck").mvn("verify");
        assertThat(unlucky.exitCode()).as(unlucky.output()).isZero();
        assertThat(unlucky.output()).contains("INCONCLUSIVE   RankingTest.weights");

        project.replace(CODE, "+ 0.002 * luck", LUCK).replace(CODE, "return 0.95", "return 0.94");
        Build red = project.mvn("verify", "-Dsurefire.rerunFailingTestsCount=1");
        assertThat(red.exitCode()).isEqualTo(1);
        assertThat(red.output())
                .contains("TUNE-110 RankingTest.weights: ndcg 0.9")
                .doesNotContain("Flakes: 1", BY_CHECK);

        Build byCheck = project.mvn("verify", "-Dmaven.test.failure.ignore");
        assertThat(byCheck.exitCode()).isEqualTo(1);
        assertThat(byCheck.lastError())
                .contains(BY_CHECK)
                .containsPattern(
                        "TUNE-110 RankingTest\\.weights: ndcg 0\\.9\\d+, was 0\\.9\\d+: worse by 0\\.01\\d*, allowed 0\\.00222 \\(1 sd\\)")
                .contains("if intended: mvn tune:accept \"-Dtune.study=RankingTest.weights\" \"-Dtune.reason=...\"")
                .containsPattern("again: mvn test \"-Dtest=RankingTest#weights\" \"-Dtune\\.trials=\\d+\"");
        assertThat(project.read("target/tune/gate.json")).contains("\"passes\": false", "\"verdict\": \"REGRESSED\"");
        Build reported = project.mvn("tune:check", "-Dtune.gate=report");
        assertThat(reported.exitCode()).as(reported.output()).isZero();
        assertThat(reported.output())
                .contains("not failing, because of tune.gate=report:\nTUNE-110 RankingTest.weights");

        Build refused = project.mvn("tune:accept");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.lastError())
                .contains("TUNE-607 RankingTest.weights: ndcg 0.9", " is worse than the committed ndcg 0.9");
        assertThat(project.read(BASELINE)).isEqualTo(committed);
        Build lowered =
                project.mvn("tune:accept", "-Dtune.study=RankingTest.weights", "-Dtune.reason=half the latency");
        assertThat(lowered.exitCode()).as(lowered.output()).isZero();
        assertThat(project.read(BASELINE)).contains("\"reason\": \"half the latency\"");
        assertThat(project.mvn("verify", "-Dtune.run=verify").output()).containsPattern("PASS +RankingTest\\.weights ");
    }

    @Test
    void should_fail_without_a_baseline_where_nobody_watches() {
        MavenProject project = MavenProject.copyOf("gated", "ci").with("CI", "true");
        Build build = project.mvn("verify", "-Dmaven.test.failure.ignore");
        assertThat(build.exitCode()).isEqualTo(1);
        assertThat(build.lastError())
                .contains("TUNE-104 RankingTest.weights: NO_BASELINE: " + BASELINE + " is missing");
        assertThat(project.file(BASELINE + ".new")).doesNotExist();
    }

    @Test
    void should_never_pass_without_a_result_of_the_code_that_is_there() {
        MavenProject project = MavenProject.copyOf("gated", "missing");
        Build uncompiled = project.mvn("tune:check");
        assertThat(uncompiled.exitCode()).isEqualTo(1);
        assertThat(uncompiled.lastError())
                .contains("TUNE-603 gated: there are no compiled tests in target/test-classes")
                .contains("run mvn verify");

        Build skipped = project.mvn("verify", "-DskipTests");
        assertThat(skipped.exitCode()).as(skipped.output()).isZero();
        assertThat(skipped.output()).contains("[INFO] skipped: tests skipped (skipTests)");

        Build missing = project.mvn("tune:check");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.lastError())
                .contains("TUNE-600 RankingTest.weights: declared, and there is no result in"
                        + " target/tune/com.acme.RankingTest.weights; run mvn verify");

        Build filtered = project.mvn("verify", "-Dtest=Other*", "-Dsurefire.failIfNoSpecifiedTests=false");
        assertThat(filtered.exitCode()).isEqualTo(1);
        assertThat(filtered.lastError())
                .contains("TUNE-600 RankingTest.weights: declared, and not run: -Dtest=Other* was given");

        assertThat(project.mvn("verify").exitCode()).isZero();
        Build stale = project.replace(CODE, "return 0.95", "return 0.90").mvn("test-compile", "tune:check");
        assertThat(stale.exitCode()).isEqualTo(1);
        assertThat(stale.lastError()).contains("TUNE-602 RankingTest.weights: its result is older than target/");
    }

    @Test
    void should_say_what_keeps_studies_from_running() {
        MavenProject project = MavenProject.copyOf("gated", "doctor");
        Build well = project.mvn("test-compile", "tune:doctor");
        assertThat(well.exitCode()).as(well.output()).isZero();
        assertThat(well.output())
                .contains("[INFO]   1 study declared, 0 with a result in target/tune")
                .contains("[INFO]   Surefire ", ", set by a pom")
                .contains("[WARNING]   TUNE-615 the classes of RankingTest.weights are compiled without -parameters");

        Build old = project.mvn("tune:doctor", "-Dsurefire.version=2.12.4");
        assertThat(old.exitCode()).isEqualTo(1);
        assertThat(old.lastError()).contains("TUNE-610 Surefire 2.12.4 knows no JUnit Platform: no study is run");

        Build unpinned = project.replace("pom.xml", "<version>${surefire.version}</version>", "")
                .mvn("tune:doctor");
        assertThat(unpinned.output()).containsPattern("TUNE-61[01] .*<artifactId>maven-surefire-plugin</artifactId>");
    }

    @Test
    void should_carry_the_best_into_the_resources_and_show_its_trial() {
        MavenProject project = MavenProject.copyOf("gated", "promote");
        assertThat(project.mvn("verify").exitCode()).isZero();
        Build promoted =
                project.mvn("tune:promote", "-Dtune.study=RankingTest.weights", "-Dtune.resource=ranking.properties");
        assertThat(promoted.exitCode()).as(promoted.output()).isZero();
        assertThat(promoted.output()).contains("[INFO] promoted RankingTest.weights: ", "; commit src/main/resources/");
        assertThat(project.read("src/main/resources/ranking.properties"))
                .containsPattern("body=0\\.\\d+\ntitle=0\\.\\d+\n");

        Build shown = project.mvn("tune:replay", "tune:report", "-Dtune.study=RankingTest.weights", "-Dtune.trial=7");
        assertThat(shown.exitCode()).as(shown.output()).isZero();
        assertThat(shown.output())
                .contains("[INFO] RankingTest.weights trial 7  ")
                .contains("[INFO]   again: mvn test \"-Dtest=RankingTest#weights\" \"-Dtune.trials=7\"")
                .contains("[INFO] report: target/tune/index.html");
        assertThat(project.read("target/tune/index.html")).contains("RankingTest.weights");

        Build misspelt = project.mvn("tune:replay", "-Dtune.study=RankingTest.wieghts");
        assertThat(misspelt.exitCode()).isEqualTo(1);
        assertThat(misspelt.lastError())
                .contains("TUNE-608 RankingTest.wieghts: no such study has a declaration in a test class"
                        + " (these have: RankingTest.weights)");
    }

    @Test
    void should_promote_into_the_first_resources_that_the_pom_declares() {
        MavenProject project = MavenProject.copyOf("gated", "resources").replace("pom.xml", "  <build>\n", """
                  <build>
                    <resources>
                      <resource>
                        <directory>src/main/config</directory>
                        <filtering>true</filtering>
                      </resource>
                      <resource>
                        <directory>src/main/other</directory>
                      </resource>
                    </resources>
                """);
        assertThat(project.mvn("verify").exitCode()).isZero();

        Build promoted = project.mvn(
                "tune:promote",
                "process-resources",
                "-Dtune.study=RankingTest.weights",
                "-Dtune.resource=tuned/ranking.properties");

        assertThat(promoted.exitCode()).as(promoted.output()).isZero();
        assertThat(promoted.output()).contains("; commit src/main/config/tuned/ranking.properties");
        assertThat(project.read("target/classes/tuned/ranking.properties"))
                .isEqualTo(project.read("src/main/config/tuned/ranking.properties"))
                .containsPattern("body=0\\.\\d+\ntitle=0\\.\\d+\n");
        assertThat(project.file("src/main/resources")).doesNotExist();
    }

    @Test
    void should_write_the_pages_of_what_has_run() {
        MavenProject project = MavenProject.copyOf("gated", "report");
        assertThat(project.mvn("test", "-Dtune.report=off").exitCode()).isZero();
        assertThat(project.file("target/tune/index.html")).doesNotExist();

        Build reported = project.mvn("tune:report");

        assertThat(reported.exitCode()).as(reported.output()).isZero();
        assertThat(reported.output()).contains("[INFO] report: target/tune/index.html");
        assertThat(project.read("target/tune/index.html")).contains("RankingTest.weights");
    }

    @Test
    void should_judge_all_modules_at_once() {
        MavenProject project = MavenProject.copyOf("two-modules", "aggregate");
        Build green = project.mvn("verify", "tune:check-aggregate");
        assertThat(green.exitCode()).as(green.output()).isZero();
        assertThat(green.output()).contains("[INFO] 2 studies: 2 pass, 0 fail");
        assertThat(project.read("target/tune/gate.json")).contains("\"module\": \"near\"", "\"module\": \"far\"");

        Build verified = project.mvn("-pl", "near", "tune:check", "-Dtune.run=verify");
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        assertThat(verified.output())
                .contains("NearTest.score skipped: tune.run=verify, and no gate of it has a baseline");

        Build red = project.replace("near/src/main/java/com/acme/Near.java", "return x;", "return -x;")
                .mvn("verify", "tune:check-aggregate", "-Dmaven.test.failure.ignore");
        assertThat(red.exitCode()).isEqualTo(1);
        assertThat(red.lastError())
                .contains("2 of 2 studies fail:", "TUNE-101 NearTest.score: score ", "TUNE-101 FarTest.score: score ");

        // what another module is made of counts too
        Build stale = project.replace("near/src/main/java/com/acme/Near.java", "return -x;", "return x / 2;")
                .mvn("verify", "tune:check-aggregate", "-Dtest=NearTest", "-Dsurefire.failIfNoSpecifiedTests=false");
        assertThat(stale.exitCode()).isEqualTo(1);
        assertThat(stale.lastError())
                .contains("1 of 2 studies fails:")
                .contains("TUNE-602 FarTest.score: its result is older than ../near/target/classes/com/acme/Near.class,"
                        + " and it was not run again: -Dtest=NearTest was given; run mvn verify without it");
    }
}
