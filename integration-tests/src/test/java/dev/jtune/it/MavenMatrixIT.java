package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.it.MavenProject.Build;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same small project with the versions of Maven and Surefire that users have. */
@Tag("matrix")
class MavenMatrixIT {

    @ParameterizedTest
    @CsvSource({
        "it.maven.home, 3.2.5",
        "it.maven.home, 3.5.4",
        "it.maven.home, 3.6.1",
        "it.maven3, 3.6.1",
        "it.maven4, 3.6.1"
    })
    void should_run_trials_and_fail_by_a_gate(String maven, String surefire) {
        MavenProject project =
                MavenProject.copyOf("first-steps", maven + "-" + surefire).with(Path.of(System.getProperty(maven)));
        Build green = project.mvn("test", "-Dsurefire.version=" + surefire);
        assertThat(green.exitCode()).as(green.output()).isZero();
        assertThat(green.counts()).isEqualTo("Tests run: 211, Failures: 0, Errors: 0, Skipped: 0");
        Build red = project.replace("src/test/java/com/acme/ValleyTest.java", "threshold = 1.0", "threshold = -1")
                .mvn("test", "-Dsurefire.version=" + surefire);
        assertThat(red.exitCode()).as(red.output()).isEqualTo(1);
        assertThat(red.counts()).isEqualTo("Tests run: 211, Failures: 1, Errors: 0, Skipped: 0");
        assertThat(red.output()).contains("TUNE-101 ValleyTest.rosenbrock: score ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it.maven.home", "it.maven3", "it.maven4"})
    void should_judge_with_each_maven(String maven) {
        MavenProject project = MavenProject.copyOf("gated", maven + "-check").with(Path.of(System.getProperty(maven)));
        assertThat(project.mvn("verify", "tune:doctor", "tune:accept").output())
                .contains("1 study declared, 1 with a result in target/tune", ", set by a pom")
                .contains("accepted RankingTest.weights: ndcg 0.9");
        Build green = project.mvn("verify");
        assertThat(green.exitCode()).as(green.output()).isZero();
        assertThat(green.output()).containsPattern("PASS +RankingTest\\.weights +ndcg >= 0\\.93: ");
        Build red = project.replace("src/main/java/com/acme/Ranking.java", "return 0.95", "return 0.90")
                .mvn("verify", "-Dmaven.test.failure.ignore");
        assertThat(red.exitCode()).as(red.output()).isEqualTo(1);
        assertThat(red.lastError())
                .contains("TUNE-101 RankingTest.weights: ndcg ", "TUNE-110 RankingTest.weights: ndcg ");
    }

    /** What Maven 3.8 takes where no pom says otherwise: no test is run, and but for the check the build would be green. */
    @Test
    void should_fail_where_surefire_runs_no_study() {
        Build build = MavenProject.copyOf("gated", "old-surefire").mvn("verify", "-Dsurefire.version=2.12.4");
        assertThat(build.exitCode()).as(build.output()).isEqualTo(1);
        assertThat(build.counts()).isEqualTo("Tests run: 0, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(build.lastError())
                .contains(
                        "TUNE-600 RankingTest.weights: declared, and not run: Surefire 2.12.4 cannot run engines of the"
                                + " JUnit Platform; set maven-surefire-plugin 3.2.5 or newer (mvn tune:doctor explains)");
    }

    @Test
    void should_judge_what_failsafe_runs() {
        String failsafe = """
                <plugin>
                  <artifactId>maven-failsafe-plugin</artifactId>
                  <version>${surefire.version}</version>
                  <configuration><includes><include>**/Ranking*.java</include></includes></configuration>
                  <executions>
                    <execution>
                      <goals><goal>integration-test</goal></goals>
                    </execution>
                  </executions>
                </plugin>
                """;
        String surefire = "<version>${surefire.version}</version>";
        MavenProject project = MavenProject.copyOf("gated", "failsafe")
                .replace(
                        "pom.xml",
                        surefire,
                        surefire + "<configuration><includes><include>**/*Unit*</include></includes></configuration>")
                .replace("pom.xml", "<plugins>", "<plugins>" + failsafe);
        Build skipped = project.mvn("verify", "-DskipITs");
        assertThat(skipped.exitCode()).as(skipped.output()).isZero();
        assertThat(skipped.output()).contains("RankingTest.weights skipped: tests skipped (skipITs)");
        Build filtered = project.mvn("verify", "-Dit.test=Other", "-Dfailsafe.failIfNoSpecifiedTests=false");
        assertThat(filtered.exitCode()).isEqualTo(1);
        assertThat(filtered.lastError())
                .contains("TUNE-600 RankingTest.weights: declared, and not run: -Dit.test=Other was given");
        Build run = project.mvn("verify");
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("1 study: 1 pass, 0 fail");
    }
}
