package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jtune.BestConfig;
import dev.jtune.gate.GateReport;
import dev.jtune.gate.Judgement;
import dev.jtune.gate.Verdict;
import dev.jtune.run.CodeDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionTests {
    private static final DeclaredStudy STUDY = new DeclaredStudy("com.acme.KnnTest", "knn", "knn", true, true, true);

    record Knn(int k, double eps) {}

    @TempDir
    Path basedir;

    private Path resources;
    private TunedModule module;

    @BeforeEach
    void run() throws IOException {
        resources = basedir.resolve("src/main/resources");
        Path testClasses = Files.createDirectories(basedir.resolve("target/test-classes"));
        module = new TunedModule(
                "knn",
                basedir,
                basedir.resolve("target/classes"),
                testClasses,
                true,
                List.of(),
                "1.0",
                basedir.resolve("target/tune"),
                "search",
                List.of(new TestRun(TestRun.Kind.SUREFIRE, "3.6.1", true, List.of("**"), List.of(), "", "", "", null)));
        judged(Verdict.PASS);
        Files.writeString(module.directory(STUDY).resolve("best.json"), "{\"k\":4,\"eps\":0.5}");
    }

    private void judged(Verdict verdict) throws IOException {
        new GateReport(
                        "KnnTest.knn",
                        "com.acme.KnnTest",
                        "knn",
                        "run",
                        "search",
                        CodeDigest.of(module.testClasses()),
                        "space",
                        "17",
                        "Linux",
                        List.of(new Judgement(
                                "a", "a", "a", verdict, !verdict.passes(), false, 0.5, 0.5, "TUNE-101 too low", null)),
                        null)
                .write(module.directory(STUDY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"knn.properties", "tuned/knn.json"})
    void should_write_what_production_code_loads(String resource) throws Exception {
        String told = new Promotion(module).promote(STUDY, resources, resource);
        assertThat(told).isEqualTo("KnnTest.knn: k=4 eps=0.5; commit src/main/resources/" + resource);
        assertThat(BestConfig.load(Knn.class, resources.resolve(resource))).isEqualTo(new Knn(4, 0.5));
        assertThat(new Promotion(module).promote(STUDY, resources, resource)).endsWith("already");
    }

    @Test
    void should_not_promote_what_its_gate_refuses() throws IOException {
        judged(Verdict.BELOW_THRESHOLD);
        assertThatThrownBy(() -> new Promotion(module).promote(STUDY, resources, "knn.properties"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("TUNE-101 too low\nso that it is not promoted");
        assertThat(resources).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../knn.properties", "knn.yaml", "/etc/knn.json"})
    void should_write_nothing_but_a_configuration_among_the_resources(String resource) {
        assertThatThrownBy(() -> new Promotion(module).promote(STUDY, resources, resource))
                .hasMessage("TUNE-621 KnnTest.knn: \"" + resource
                        + "\" is no .properties or .json file in src/main/resources");
    }
}
