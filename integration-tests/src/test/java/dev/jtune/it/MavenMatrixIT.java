package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.it.MavenProject.Build;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
