package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.it.MavenProject.Build;
import org.junit.jupiter.api.Test;

/** What the goals say and how builds end by them. */
class MavenPluginIT {
    private static final String CODE = "src/main/java/com/acme/Ranking.java";
    private static final String BY_CHECK = "tune-maven-plugin:" + System.getProperty("it.version") + ":check";

    @Test
    void should_fail_with_number_and_fix_in_the_last_lines_when_the_code_got_worse() {
        MavenProject project = MavenProject.copyOf("gated", "worse");
        Build green = project.mvn("verify");
        assertThat(green.exitCode()).as(green.output()).isZero();
        assertThat(green.output())
                .containsPattern("\\[INFO] PASS +RankingTest\\.weights +ndcg >= 0\\.93: 0\\.95")
                .contains("[INFO] 1 study: 1 pass, 0 fail");

        project.replace(CODE, "return 0.95", "return 0.90");
        Build bySurefire = project.mvn("verify");
        assertThat(bySurefire.exitCode()).isEqualTo(1);
        assertThat(bySurefire.output())
                .contains("TUNE-101 RankingTest.weights: ndcg 0.90")
                .doesNotContain(BY_CHECK);

        Build byCheck = project.mvn("verify", "-Dmaven.test.failure.ignore");
        assertThat(byCheck.exitCode()).isEqualTo(1);
        assertThat(byCheck.lastError())
                .contains(BY_CHECK)
                .containsPattern(
                        "TUNE-101 RankingTest\\.weights: ndcg 0\\.90\\d* is below the threshold 0\\.93 \\(short by 0\\.02")
                .containsPattern("again: mvn test \"-Dtest=RankingTest#weights\" \"-Dtune\\.trials=\\d+\"");
        assertThat(project.read("target/tune/gate.json"))
                .contains("\"passes\": false", "\"verdict\": \"BELOW_THRESHOLD\"");

        Build reported = project.mvn("tune:check", "-Dtune.gate=report");
        assertThat(reported.exitCode()).as(reported.output()).isZero();
        assertThat(reported.output())
                .contains("not failing, because of tune.gate=report:\nTUNE-101 RankingTest.weights");
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
        assertThat(filtered.lastError()).contains("TUNE-600 RankingTest.weights: not run by -Dtest=Other*");

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

        Build shown = project.mvn("tune:replay", "-Dtune.study=RankingTest.weights", "-Dtune.trial=7");
        assertThat(shown.exitCode()).as(shown.output()).isZero();
        assertThat(shown.output())
                .contains("[INFO] RankingTest.weights trial 7  ")
                .contains("[INFO]   again: mvn test \"-Dtest=RankingTest#weights\" \"-Dtune.trials=7\"");

        Build misspelt = project.mvn("tune:replay", "-Dtune.study=RankingTest.wieghts");
        assertThat(misspelt.exitCode()).isEqualTo(1);
        assertThat(misspelt.lastError())
                .contains("TUNE-608 RankingTest.wieghts: no such study has a declaration in a test class"
                        + " (these have: RankingTest.weights)");
    }

    @Test
    void should_judge_all_modules_at_once() {
        MavenProject project = MavenProject.copyOf("two-modules", "aggregate");
        Build green = project.mvn("verify", "tune:check-aggregate");
        assertThat(green.exitCode()).as(green.output()).isZero();
        assertThat(green.output()).contains("[INFO] 2 studies: 2 pass, 0 fail");
        assertThat(project.read("target/tune/gate.json")).contains("\"module\": \"near\"", "\"module\": \"far\"");

        Build red = project.replace("near/src/main/java/com/acme/Near.java", "return x;", "return -x;")
                .mvn("verify", "tune:check-aggregate", "-Dmaven.test.failure.ignore");
        assertThat(red.exitCode()).isEqualTo(1);
        assertThat(red.lastError())
                .contains("2 of 2 studies fail:", "TUNE-101 NearTest.score: score ", "TUNE-101 FarTest.score: score ");
    }
}
