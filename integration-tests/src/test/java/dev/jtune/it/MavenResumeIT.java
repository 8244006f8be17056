package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.TrialOutcome;
import dev.jtune.TrialResult;
import dev.jtune.it.MavenProject.Build;
import dev.jtune.run.RecordedStudy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A build that is killed in the middle of a study, and the one that goes on with it. */
class MavenResumeIT {
    private static final String VALLEY = "src/test/java/com/acme/ValleyTest.java";
    private static final String STUDY = "target/tune/com.acme.ValleyTest.rosenbrock";

    /** Writes down each call of the test's code; from the 31st on it stands still, in the build that is killed. */
    private static final String LIFE = """
            package com.acme;

            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.nio.file.StandardOpenOption;
            import java.util.concurrent.CountDownLatch;

            final class Life {
                private static int calls;

                static synchronized double call(double x, double y) {
                    try {
                        if (++calls > 30 && Files.notExists(Path.of("goes-on"))) {
                            Files.writeString(Path.of("stands-still"), "");
                            new CountDownLatch(1).await();
                        }
                        Files.writeString(
                                Path.of("calls"), x + " " + y + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        return 0;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    @Test
    void should_go_on_after_a_build_that_was_killed_without_repeating_a_trial() {
        // GIVEN a build that is killed in the middle of a study
        MavenProject project = MavenProject.copyOf("first-steps", "killed")
                .write("src/test/java/com/acme/Life.java", LIFE)
                .replace(VALLEY, "return Math.pow", "return Life.call(x, y) + Math.pow");
        Build killed = project.mvnKilledAt("stands-still", "test", "-Dtest=ValleyTest");
        assertThat(killed.exitCode()).isNotZero();
        assertThat(killed.tune()).doesNotContain("ValleyTest.rosenbrock done");
        List<TrialResult> before = finished(project);
        assertThat(before).hasSizeBetween(20, 30);
        // WHEN the next one is told to go on
        Build build = project.write("goes-on", "").mvn("test", "-Dtest=ValleyTest", "-Dtune.resume=auto");
        // THEN it says so and is green
        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.tune())
                .contains("[tune]   resumed: " + before.size() + " of 200 trials already done  best ")
                .contains("[tune] ValleyTest.rosenbrock done: 200 trials in ");
        // AND what was finished stays as it was, AND was not run again
        List<TrialResult> after = finished(project);
        assertThat(after).hasSize(200);
        for (TrialResult trial : before) {
            assertThat(after.get(trial.number() - 1))
                    .usingRecursiveComparison()
                    .ignoringFieldsOfTypes(TrialOutcome.class)
                    .isEqualTo(trial);
        }
        assertThat(project.read("calls").lines()).hasSize(200).doesNotHaveDuplicates();
    }

    private static List<TrialResult> finished(MavenProject project) {
        return RecordedStudy.read(project.file(STUDY)).orElseThrow().results().trials().stream()
                .filter(trial -> trial.outcome() instanceof TrialOutcome.Completed)
                .toList();
    }
}
