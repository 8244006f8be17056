package dev.jtune.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Choice;
import dev.jtune.Config;
import dev.jtune.Default;
import dev.jtune.GridSearch;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.LogUniform;
import dev.jtune.Param;
import dev.jtune.QRandInt;
import dev.jtune.RandInt;
import dev.jtune.Uniform;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeReaderTests {
    enum Kernel {
        LINEAR,
        RBF
    }

    sealed interface Model permits Svm, Forest {}

    record Svm(
            @LogUniform(lower = 1e-3, upper = 1e3) double c,
            @Choice Kernel kernel) implements Model {}

    record Forest(@RandInt(lower = 10, upper = 501) int trees) implements Model {}

    record Pipeline(
            Model model,
            @Choice boolean scale,
            @Default("7") int folds) {}

    @Test
    void should_read_a_sealed_interface_as_branches() {
        ParamSpace space = ParamSpace.ofType(Model.class);
        assertThat(space.entries())
                .containsExactly(
                        "model = choice('Svm', 'Forest')",
                        "model.c = loguniform(0.001, 1000) if model == 'Svm'",
                        "model.kernel = choice('LINEAR', 'RBF') if model == 'Svm'",
                        "model.trees = randint(10, 501) if model == 'Forest'");
        Config forest = space.complete(Map.of("model", "Forest", "model.trees", 12L, "model.c", 1.0));
        assertThat(forest.as(Model.class)).isEqualTo(new Forest(12));
        assertThat(forest.names()).containsExactly("model", "model.trees");
    }

    @Test
    void should_nest_a_sealed_component_in_a_record() {
        ParamSpace space = ParamSpace.ofType(Pipeline.class);
        Config config = space.complete(Map.of("model", "Svm", "model.c", 2.0, "model.kernel", "RBF", "scale", true));
        assertThat(config.as(Pipeline.class)).isEqualTo(new Pipeline(new Svm(2, Kernel.RBF), true, 7));
    }

    @Test
    void should_give_every_spelling_the_same_digest() throws Exception {
        ParamSpace strings = SpaceDeclaration.at("T.m")
                .entries("kernel = choice('rbf', 'linear')")
                .parameter("kernel", Kernel.class, parameter("kernel"))
                .read();
        assertThat(strings.points("T.m", "kernel=rbf").get(0).digest())
                .isEqualTo(Config.of(Map.of("kernel", Kernel.RBF)).digest());
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
    @LogUniform(lower = 1e-4, upper = 1)
    @interface LearningRate {}

    record Composed(
            @LearningRate double rate,

            @Param("n") @QRandInt(lower = 16, upper = 128, q = 16)
            int units) {}

    @Test
    void should_follow_a_composed_annotation_and_a_given_name() {
        assertThat(ParamSpace.ofType(Composed.class).entries())
                .containsExactly("rate = loguniform(1e-4, 1)", "n = qrandint(16, 128, 16)");
    }

    @Test
    void should_let_a_string_declare_what_a_parameter_leaves_open() throws Exception {
        ParamSpace space = SpaceDeclaration.at("T.m")
                .entries("x = uniform(0, 1)")
                .parameter("x", double.class, parameter("x"))
                .parameter("k", int.class, parameter("k"))
                .read();
        assertThat(space.names()).containsExactly("x", "k");
    }

    void fixture(double x, @RandInt(lower = 1, upper = 31) int k, Kernel kernel) {}

    private static Parameter parameter(String name) throws Exception {
        Method fixture = TypeReaderTests.class.getDeclaredMethod("fixture", double.class, int.class, Kernel.class);
        for (Parameter parameter : fixture.getParameters()) {
            if (parameter.getName().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError(name);
    }

    record NoDomain(double x) {}

    record TwoDomains(
            @Uniform(lower = 0, upper = 1) @LogUniform(lower = 1, upper = 2)
            double x) {}

    record BareChoice(@Choice String word) {}

    record WrongValue(@Choice({"RBF", "poly"}) Kernel kernel) {}

    record WrongBounds(@Uniform(lower = 5, upper = 1) double x) {}

    record NoLogarithm(@LogUniform(lower = 0, upper = 1) double x) {}

    record WrongGrid(@GridSearch({"1", "two"}) int k) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(@Uniform(lower = 0, upper = 1) double r) implements Shape {}

    static final class Square implements Shape {}

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        String.class,
                        "TUNE-030 String, String: it is neither a record nor a sealed interface of records; declare the space as a"
                                + " record whose components carry domains: @Uniform(lower = 0, upper = 1) double x"),
                Arguments.of(
                        Shape.class,
                        "TUNE-031 Shape, Shape: its implementation Square is not a record; a branch of a space is a record; make it"
                                + " one, or take it out of permits"),
                Arguments.of(
                        TwoDomains.class,
                        "TUNE-032 TwoDomains, x: it has two domains, @Uniform and @LogUniform; leave one"),
                Arguments.of(
                        NoDomain.class,
                        "TUNE-033 NoDomain, x: it has no domain; annotate it, for instance with @Uniform(lower = 0, upper = 1), or"
                                + " give it a @Default"),
                Arguments.of(
                        BareChoice.class,
                        "TUNE-034 BareChoice, word: @Choice has no values, and a String does not have a few by itself; list them:"
                                + " @Choice({\"a\", \"b\"}); only an enum or a boolean may leave them out"),
                Arguments.of(
                        WrongValue.class,
                        "TUNE-035 WrongValue, kernel: \"poly\" is no Kernel; give values of the parameter's type"),
                Arguments.of(
                        WrongBounds.class,
                        "TUNE-010 WrongBounds, x: the lower bound 5 is above the upper bound 1; swap them: uniform(1, 5)"),
                Arguments.of(
                        NoLogarithm.class,
                        "TUNE-011 NoLogarithm, x: the logarithm needs a lower bound above 0, and it is 0; start above 0, or use"
                                + " uniform(...)"),
                Arguments.of(
                        WrongGrid.class,
                        "TUNE-035 WrongGrid, k: \"two\" is no int; give values of the parameter's type"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void should_say_what_is_wrong_with_a_type(Class<?> type, String message) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> ParamSpace.ofType(type))
                .withMessage(message);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(
                        "k = uniform(0, 1)",
                        "TUNE-036 T.m, paramSpace[0] \"k = uniform(0, 1)\": its values are real numbers, and the parameter is int;"
                                + " use randint(...), or take a double"),
                Arguments.of(
                        "kernel = randint(0, 3)",
                        "TUNE-036 T.m, paramSpace[0] \"kernel = randint(0, 3)\": its values are integers, and the parameter is"
                                + " Kernel; take a number, or use choice(...)"),
                Arguments.of(
                        "kernel = choice('rbf', 'poly')",
                        "TUNE-037 T.m, paramSpace[0] \"kernel = choice('rbf', 'poly')\": the parameter cannot take \"poly\", which is"
                                + " no Kernel (LINEAR, RBF)"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void should_refuse_a_domain_that_the_parameter_cannot_take(String entry, String message) throws Exception {
        String name = entry.substring(0, entry.indexOf(' '));
        Parameter parameter = name.equals("k") ? parameter("x") : parameter(name);
        Class<?> type = name.equals("k") ? int.class : Kernel.class;
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> SpaceDeclaration.at("T.m")
                        .entries(entry)
                        .parameter(name, type, parameter)
                        .read())
                .withMessage(message);
    }
}
