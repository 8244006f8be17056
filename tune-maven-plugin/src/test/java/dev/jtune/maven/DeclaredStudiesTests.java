package dev.jtune.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jtune.Gate;
import dev.jtune.Mode;
import dev.jtune.Tune;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredStudiesTests {

    @Retention(RetentionPolicy.RUNTIME)
    @Tune(mode = Mode.MIN, name = "nightly", paramSpace = "x = uniform(0, 1)")
    @Gate(threshold = 1, baseline = Gate.DEFAULT)
    @interface Nightly {}

    abstract static class BaseTestCase {
        @Tune(mode = Mode.MIN, paramSpace = "x = uniform(0, 1)")
        double inherited(double x) {
            return x;
        }
    }

    static class ShapesTestCase extends BaseTestCase {
        @Nightly
        double composed(double x) {
            return x;
        }

        @Tune(mode = Mode.MIN, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 1)
        @Gate(metric = "loss", baseline = "src/test/tune/x.json")
        private double overloaded(double x) {
            return x;
        }

        @Tune(mode = Mode.MIN, paramSpace = "x = uniform(0, 1)")
        @Gate(threshold = 1)
        double overloaded(double x, Mode mode) {
            return x;
        }

        double helper(double x) {
            return x;
        }
    }

    @Test
    void should_find_studies_as_the_engine_names_them() throws URISyntaxException {
        List<DeclaredStudy> studies = declared().stream()
                .filter(study -> study.className().endsWith("ShapesTestCase"))
                .toList();
        String type = ShapesTestCase.class.getName();
        assertThat(studies)
                .containsExactlyInAnyOrder(
                        new DeclaredStudy(type, "composed", "nightly", true, true, true),
                        new DeclaredStudy(type, "inherited", "inherited", false, false, true),
                        new DeclaredStudy(type, "overloaded", "overloaded-double", true, true, true),
                        new DeclaredStudy(type, "overloaded", "overloaded-double-Mode", true, false, true));
        assertThat(studies.get(0).shortName()).isEqualTo("ShapesTestCase.inherited");
    }

    @Test
    void should_not_take_an_abstract_class_for_one_that_runs() throws URISyntaxException {
        assertThat(declared()).noneMatch(study -> study.className().endsWith("BaseTestCase"));
    }

    @Test
    void should_find_nothing_where_nothing_was_compiled(@TempDir Path directory) {
        assertThat(DeclaredStudies.in(directory.resolve("test-classes"), List.of()))
                .isEmpty();
    }

    /** Damaged class files are what an interrupted compiler leaves. */
    @Test
    void should_pass_over_a_file_that_is_no_class(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("Broken.class"), "no class");
        assertThat(DeclaredStudies.in(directory, List.of())).isEmpty();
    }

    private static List<DeclaredStudy> declared() throws URISyntaxException {
        Path classes = location(DeclaredStudiesTests.class);
        return DeclaredStudies.in(classes, List.of(location(Tune.class)));
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
