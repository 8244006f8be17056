package dev.jtune.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jtune.it.MavenProject.Build;
import dev.jtune.run.RecordedStudy;
import org.junit.jupiter.api.Test;

/** What a user sees: Maven is run on a small project as from a command line. */
class MavenBuildIT {
    private static final String VALLEY = "src/test/java/com/acme/ValleyTest.java";

    @Test
    void should_run_studies_and_jupiter_tests_side_by_side() {
        MavenProject project = MavenProject.copyOf("first-steps", "all");
        Build build = project.mvn("test");
        assertThat(build.exitCode()).as(build.output()).isZero();
        // 200 trials and a gate, 4 trials and a gate, 4 trials, a Jupiter test
        assertThat(build.counts()).isEqualTo("Tests run: 211, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(build.tune())
                .contains("[tune] ValleyTest.rosenbrock: minimise score, 200 trials, auto, ")
                .contains("[tune]   x  double -2..2\n[tune]   y  double -1..3\n")
                .contains("[tune] ValleyTest.rosenbrock done: 200 trials in ")
                .contains("[tune] best: #")
                .contains("[tune] report: target/tune/index.html");
        assertThat(project.read("target/tune/index.html"))
                .contains("href=\"./com.acme.ValleyTest.rosenbrock/report.html\"");
        assertThat(project.read("target/tune/com.acme.ValleyTest.rosenbrock/report.html"))
                .contains("ValleyTest.rosenbrock", "PASS", "double -2..2");
        assertThat(project.file("target/tune/com.acme.ValleyTest.rosenbrock/best.properties"))
                .content()
                .containsPattern("x=[-0-9.E]+\ny=[-0-9.E]+\n");
        assertThat(project.read("target/surefire-reports/TEST-com.acme.ValleyTest.xml"))
                .contains("name=\"rosenbrock trial 013\"", "name=\"rosenbrock gate score\"");
    }

    @Test
    void should_fail_the_build_with_score_bound_and_way_out_when_the_gate_is_missed() {
        Build build = MavenProject.copyOf("first-steps", "red")
                .replace(VALLEY, "threshold = 1.0", "threshold = -1")
                .mvn("test", "-Dtest=ValleyTest");
        assertThat(build.exitCode()).isEqualTo(1);
        assertThat(build.counts()).isEqualTo("Tests run: 201, Failures: 1, Errors: 0, Skipped: 0");
        assertThat(build.output())
                .containsPattern("TUNE-101 ValleyTest\\.rosenbrock: score [0-9.E-]+ is above the threshold -1")
                .contains("again: mvn test \"-Dtest=ValleyTest#rosenbrock\" \"-Dtune.trials=");
    }

    @Test
    void should_keep_a_red_gate_red_when_failing_tests_are_run_again() {
        MavenProject project =
                MavenProject.copyOf("first-steps", "rerun").replace(VALLEY, "threshold = 1.0", "threshold = -1");
        Build build = project.mvn("test", "-Dtest=ValleyTest", "-Dsurefire.rerunFailingTestsCount=2");
        assertThat(build.exitCode()).isEqualTo(1);
        assertThat(build.output()).doesNotContain("Flakes: 1");
        assertThat(build.tune().split("ValleyTest.rosenbrock done", -1)).hasSize(2);
    }

    @Test
    void should_run_only_the_study_that_was_asked_for() {
        Build method = MavenProject.copyOf("first-steps", "method").mvn("test", "-Dtest=Two*#network");
        assertThat(method.counts()).as(method.output()).isEqualTo("Tests run: 5, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(method.tune()).contains("TwoStudiesTest.network").doesNotContain("forest");
        Build tag = MavenProject.copyOf("first-steps", "tag").mvn("test", "-Dgroups=fast");
        assertThat(tag.counts()).as(tag.output()).isEqualTo("Tests run: 5, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(tag.tune()).doesNotContain("forest", "rosenbrock");
    }

    @Test
    void should_run_one_recorded_trial_again() {
        MavenProject project = MavenProject.copyOf("first-steps", "again");
        project.mvn("test", "-Dtest=ValleyTest");
        Build again = project.mvn("test", "-Dtest=ValleyTest#rosenbrock", "-Dtune.trials=13");
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.counts()).isEqualTo("Tests run: 2, Failures: 0, Errors: 0, Skipped: 1");
        assertThat(again.tune()).contains("[tune] ValleyTest.rosenbrock trial 13 again: completed, score ");
    }

    @Test
    void should_make_a_misspelt_parameter_one_red_test_and_leave_the_others_alone() {
        Build build = MavenProject.copyOf("first-steps", "misspelt")
                .replace(VALLEY, "\"y = uniform", "\"z = uniform")
                .mvn("test");
        assertThat(build.exitCode()).isEqualTo(1);
        assertThat(build.counts()).isEqualTo("Tests run: 11, Failures: 1, Errors: 0, Skipped: 0");
        assertThat(build.output())
                .contains(
                        "TUNE-012 ValleyTest.rosenbrock, paramSpace[1] \"z = uniform(-1, 3)\": the method has no parameter 'z'"
                                + " (it has: x, y)");
    }

    @Test
    void should_never_show_the_scores_of_other_code() {
        MavenProject project = MavenProject.copyOf("first-steps", "changed");
        Build before = project.mvn("test", "-Dtest=ValleyTest", "-Dtune.deterministic=true");
        Build after = project.replace(VALLEY, "return Math.pow", "return 5 + Math.pow")
                .replace(VALLEY, "threshold = 1.0", "threshold = 10")
                .mvn("test", "-Dtest=ValleyTest", "-Dtune.deterministic=true");
        assertThat(before.exitCode()).isZero();
        assertThat(after.exitCode()).as(after.output()).isZero();
        assertThat(best(after)).isCloseTo(best(before) + 5, within(1e-4));
    }

    @Test
    void should_run_a_trial_by_its_id_through_the_console_launcher() {
        MavenProject project = MavenProject.copyOf("first-steps", "console");
        project.mvn("test", "-Dtest=ValleyTest");
        RecordedStudy study = RecordedStudy.read(project.file("target/tune/com.acme.ValleyTest.rosenbrock"))
                .orElseThrow();
        String id = study.trial(13).orElseThrow().id();
        String node = "[engine:tune]/[class:com.acme.ValleyTest]/[study:rosenbrock(double,double)]/[trial:" + id + "]";
        Build build = project.console("--select-unique-id=" + node);
        assertThat(build.exitCode()).as(build.output()).isZero();
        assertThat(build.output())
                .contains("trial 13  x=")
                .containsPattern("\\[ +1 tests found +\\]")
                .containsPattern("\\[ +1 tests successful +\\]");
        Build stale = project.console("--select-unique-id=" + node.replace(id, "13-000000"));
        assertThat(stale.exitCode()).isEqualTo(1);
        assertThat(stale.output())
                .contains("TUNE-203 ValleyTest.rosenbrock: trial 13-000000 is unknown here (200 trials");
    }

    private static double best(Build build) {
        String line = build.tune()
                .lines()
                .filter(text -> text.startsWith("[tune] best: #"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.split("score ")[1].split(" ")[0]);
    }
}
