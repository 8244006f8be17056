package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.it.MavenProject.Build;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other tools read what a real build wrote for them, and find in it what the journal holds. */
@Tag("exports")
class ExportsIT {
    private static MavenProject project = MavenProject.copyOf("logged", "exports");

    @BeforeAll
    static void runStudies() {
        Build build = project.mvn("test", "-Dtune.log=optuna,tensorboard");
        assertThat(build.exitCode()).as(build.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "check_optuna.py, model, 60 trials equal in Optuna 5.0.0",
        "check_optuna.py, trade, 12 trials equal in Optuna 5.0.0",
        "check_tensorboard.py, model, 60 trials equal in TensorBoard",
        "check_tensorboard.py, trade, 12 trials equal in TensorBoard"
    })
    void should_be_read_back_equal(String script, String study, String verdict) {
        Build check = project.python(script, "target/tune/com.acme.PipelineTest." + study);
        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("com.acme.PipelineTest." + study + ": " + verdict);
    }
}
