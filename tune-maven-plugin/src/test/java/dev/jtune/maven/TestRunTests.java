package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRunTests {
    private static final String KNN = "com.acme.KnnTest";

    @ParameterizedTest
    @CsvSource({
        "**/*Test.java, com.acme.KnnTest, true",
        "**/*Test.java, KnnTest, true",
        "**/*Test.java, com.acme.KnnTuning, false",
        "*Tuning, com.acme.KnnTuning, true",
        "com/acme/*Test.java, com.acme.KnnTest, true",
        "com/acme/*Test.java, com.acme.deep.KnnTest, false",
        "com/acme/**, com.acme.deep.KnnTest, true",
        "com/acme/**/*Test.java, com.acme.KnnTest, true",
        "com.acme.KnnTest, com.acme.KnnTest, true",
        "%regex[.*/Knn.*], com.acme.KnnTuning, true",
        "%regex[.*Forest.*], com.acme.KnnTuning, false",
        "%regex[(], com.acme.KnnTuning, true",
    })
    void should_read_patterns_of_classes_as_surefire_does(String pattern, String className, boolean taken) {
        assertThat(surefire(List.of(pattern), List.of()).takes(className)).isEqualTo(taken);
    }

    @Test
    void should_leave_out_what_is_excluded() {
        assertThat(surefire(List.of("**/*Test.java"), List.of("**/Knn*")).takes(KNN))
                .isFalse();
        assertThat(of(null, null, new Properties()).takes("com.acme.OuterTest$KnnTest"))
                .isFalse();
        assertThat(of(null, null, new Properties()).takes(KNN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2.12.4, true, true",
        "2.22.2, false, true",
        "3.0.0-M5, false, true",
        "3.2.5, false, false",
        "3.10.0, false, false"
    })
    void should_know_which_versions_can_run_an_engine(String version, boolean tooOld, boolean untested) {
        TestRun surefire = of(version, null, new Properties());
        assertThat(surefire.isTooOld()).isEqualTo(tooOld);
        assertThat(surefire.isUntested()).isEqualTo(untested);
    }

    @Test
    void should_say_by_which_setting_tests_are_skipped() {
        Properties commandLine = new Properties();
        commandLine.setProperty("skipTests", "true");
        assertThat(of("3.6.1", null, commandLine).skipped()).isEqualTo("skipTests");
        commandLine.setProperty("skipTests", "false");
        assertThat(of("3.6.1", null, commandLine).skipped()).isNull();
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(element("skip", "true"));
        assertThat(of("3.6.1", configuration, new Properties()).skipped()).isEqualTo("maven.test.skip");
    }

    @Test
    void should_read_includes_and_groups_of_the_pom() {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom includes = new Xpp3Dom("includes");
        includes.addChild(element("include", "**/*Tuning.java, **/*Study.java"));
        configuration.addChild(includes);
        configuration.addChild(element("excludedGroups", "slow"));
        TestRun surefire = of("3.6.1", configuration, new Properties());
        assertThat(surefire.includes()).containsExactly("**/*Tuning.java", "**/*Study.java");
        assertThat(surefire.filters()).isEqualTo("excludedGroups=slow");
    }

    @Test
    void should_know_failsafe_where_it_runs_tests() {
        MavenProject project = project(plugin("maven-surefire-plugin", "3.6.1", null));
        Plugin failsafe = plugin("maven-failsafe-plugin", "2.19", null);
        project.getBuild().addPlugin(failsafe);
        assertThat(TestRun.of(project, new Properties())).hasSize(1);
        PluginExecution execution = new PluginExecution();
        execution.addGoal("integration-test");
        failsafe.addExecution(execution);
        Properties commandLine = new Properties();
        commandLine.setProperty("skipITs", "true");
        List<TestRun> runs = TestRun.of(project, commandLine);
        assertThat(runs).hasSize(2);
        assertThat(runs.get(0).skipped()).isNull();
        assertThat(runs.get(1).skipped()).isEqualTo("skipITs");
        assertThat(runs.get(1).takes("com.acme.KnnIT")).isTrue();
        assertThat(runs.get(1).takes(KNN)).isFalse();
        assertThat(runs.get(1).isTooOld()).isTrue();
    }

    private static Xpp3Dom element(String name, String value) {
        Xpp3Dom element = new Xpp3Dom(name);
        element.setValue(value);
        return element;
    }

    private static TestRun surefire(List<String> includes, List<String> excludes) {
        return new TestRun(TestRun.Kind.SUREFIRE, "3.6.1", true, includes, excludes, "", "", "", null);
    }

    private static TestRun of(String version, Xpp3Dom configuration, Properties commandLine) {
        return TestRun.of(project(plugin("maven-surefire-plugin", version, configuration)), commandLine)
                .get(0);
    }

    private static Plugin plugin(String artifactId, String version, Xpp3Dom configuration) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("org.apache.maven.plugins");
        plugin.setArtifactId(artifactId);
        plugin.setVersion(version);
        plugin.setConfiguration(configuration);
        return plugin;
    }

    private static MavenProject project(Plugin plugin) {
        Model model = new Model();
        model.setBuild(new Build());
        model.getBuild().addPlugin(plugin);
        return new MavenProject(model);
    }
}
