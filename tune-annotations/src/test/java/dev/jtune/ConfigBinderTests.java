package dev.jtune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigBinderTests {
    enum Kernel {
        LINEAR,
        RBF,
        HARD_TANH
    }

    enum Clash {
        on,
        ON,
        On,
        OFF
    }

    record Opt(double lr, @Default("0.9") double momentum) {}

    record Params(int hidden, Kernel kernel, Opt opt, Optional<String> note) {}

    sealed interface Model permits Linear, Tree {}

    record Linear(double c) implements Model {}

    sealed interface Tree extends Model permits Forest, Boosted {}

    record Forest(int trees) implements Tree {}

    record Boosted(int rounds, Opt opt) implements Tree {}

    record Pipeline(Model model, boolean scale) {}

    record Lists(List<Integer> sizes, double[] weights, Collection<Kernel> kernels) {}

    record Positive(int n) {
        Positive {
            if (n <= 0) {
                throw new IllegalStateException("n is not positive");
            }
        }
    }

    @Test
    void should_bind_a_record_with_nested_ones_and_defaults() {
        Config config = Config.of(Map.of("hidden", 32, "kernel", "rbf", "opt", Map.of("lr", 1)));
        assertThat(config.as(Params.class)).isEqualTo(new Params(32, Kernel.RBF, new Opt(1, 0.9), Optional.empty()));
        assertThat(config.with("note", "x").with("opt.momentum", 0.5).as(Params.class))
                .isEqualTo(new Params(32, Kernel.RBF, new Opt(1, 0.5), Optional.of("x")));
    }

    @Test
    void should_bind_the_branch_that_is_named() {
        assertThat(Config.of(Map.of("model", "Linear", "model.c", 2.0)).as(Model.class))
                .isEqualTo(new Linear(2));
        assertThat(Config.of(Map.of("model", "Forest", "model.trees", 9)).as(Model.class))
                .isEqualTo(new Forest(9));
        assertThat(Config.of(Map.of("model", "boosted", "model.rounds", 3, "model.opt.lr", 0.1, "scale", true))
                        .as(Pipeline.class))
                .isEqualTo(new Pipeline(new Boosted(3, new Opt(0.1, 0.9)), true));
    }

    @Test
    void should_list_the_branches_where_none_or_an_unknown_one_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("scale", true)).as(Pipeline.class))
                .withMessage("'model' has no value; it says which Model is meant (Linear, Forest, Boosted)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("model", "Svm")).as(Model.class))
                .withMessage("'model' is Svm, which is no Model (Linear, Forest, Boosted)");
    }

    @Test
    void should_name_the_component_that_has_no_value() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Config.of(Map.of("opt.momentum", 0.5)).section("opt").as(Opt.class))
                .withMessage("'lr' has no value (the configuration has: momentum)");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Config.of(Map.of("model", "Boosted", "model.rounds", 3)).as(Model.class))
                .withMessageStartingWith("'model.opt.lr' has no value (the configuration has: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.empty().as(Linear.class))
                .withMessage("'c' has no value (the configuration has: nothing)");
    }

    @Test
    void should_bind_only_to_what_has_named_parts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.empty().as(String.class))
                .withMessage(
                        "a configuration binds to a record or a sealed interface of records, not to java.lang.String");
    }

    @Test
    void should_pass_on_what_a_constructor_says() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("n", 0)).as(Positive.class))
                .withMessage("the constructor of " + Positive.class.getName()
                        + " refused n=0: java.lang.IllegalStateException: n is not positive")
                .withCauseExactlyInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"RBF, RBF", "rbf, RBF", "hard-tanh, HARD_TANH", "Hard_Tanh, HARD_TANH"})
    void should_bind_a_word_to_the_constant_it_means(String word, Kernel constant) {
        assertThat(ConfigBinder.convert("kernel", word, Kernel.class)).isEqualTo(constant);
    }

    @Test
    void should_take_an_exact_name_before_one_that_ignores_case() {
        assertThat(ConfigBinder.convert("c", "On", Clash.class)).isEqualTo(Clash.On);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigBinder.convert("c", "oN", Clash.class))
                .withMessage("'c' is \"oN\", which is more than one Clash (on, ON, On, OFF)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigBinder.convert("kernel", "poly", Kernel.class))
                .withMessage("'kernel' is \"poly\", which is no Kernel (LINEAR, RBF, HARD_TANH)");
    }

    @Test
    void should_narrow_numbers_where_that_is_exact() {
        assertThat(ConfigBinder.convert("n", 3.0, int.class)).isEqualTo(3);
        assertThat(ConfigBinder.convert("n", 127L, byte.class)).isEqualTo((byte) 127);
        assertThat(ConfigBinder.convert("n", -32768L, short.class)).isEqualTo((short) -32768);
        assertThat(ConfigBinder.convert("n", "1_000", long.class)).isEqualTo(1000L);
        assertThat(ConfigBinder.convert("n", "1e3", Integer.class)).isEqualTo(1000);
        assertThat(ConfigBinder.convert("n", 7L, double.class)).isEqualTo(7.0);
        assertThat(ConfigBinder.convert("n", 0.1, float.class)).isEqualTo(0.1f);
        assertThat(ConfigBinder.convert("n", "x", char.class)).isEqualTo('x');
    }

    @Test
    void should_refuse_numbers_that_would_change() {
        assertRefused(2.5, int.class, "'n' is 2.5, which is no int");
        assertRefused(1L << 31, int.class, "'n' is 2147483648, which is no int");
        assertRefused(128L, byte.class, "'n' is 128, which is no byte");
        assertRefused(40_000L, short.class, "'n' is 40000, which is no short");
        assertRefused(0x1p63, long.class, "'n' is 9.223372036854776E18, which is no long");
        assertRefused((1L << 53) + 1, double.class, "'n' is 9007199254740993, which is no double");
        assertRefused(Long.MAX_VALUE, double.class, "'n' is 9223372036854775807, which is no double");
        assertRefused(1e300, float.class, "'n' is 1.0E300, which is no float");
    }

    @Test
    void should_refuse_text_that_is_no_value_of_the_type() {
        assertRefused("ten", int.class, "'n' is \"ten\", which is no int");
        assertRefused("1.5f", double.class, "'n' is \"1.5f\", which is no double");
        assertRefused("", double.class, "'n' is \"\", which is no double");
        assertRefused("yes", boolean.class, "'n' is \"yes\", which is no boolean");
        assertRefused(1L, boolean.class, "'n' is 1, which is no boolean");
        assertRefused(true, int.class, "'n' is true, which is no int");
        assertRefused("xy", char.class, "'n' is \"xy\", which is no char");
        assertRefused("1", Thread.class, "'n' is \"1\", which is no java.lang.Thread");
    }

    private static void assertRefused(Object value, Class<?> type, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigBinder.convert("n", value, type))
                .withMessage(message);
    }

    @Test
    void should_bind_lists_and_arrays_from_lists_and_from_their_text() {
        Config lists =
                Config.of(Map.of("sizes", List.of(1, 2.0), "weights", List.of(1, 0.5), "kernels", List.of("rbf")));
        Config texts = Config.of(Map.of("sizes", "[1,2]", "weights", "[1.0,0.5]", "kernels", "[\"RBF\"]"));
        for (Config config : List.of(lists, texts)) {
            Lists bound = config.as(Lists.class);
            assertThat(bound.sizes()).containsExactly(1, 2);
            assertThat(bound.weights()).containsExactly(1, 0.5);
            assertThat(bound.kernels()).containsExactly(Kernel.RBF);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lists.with("sizes", List.of(1, 2.5)).as(Lists.class))
                .withMessage("'sizes' is 2.5, which is no int");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lists.with("sizes", "[1,").as(Lists.class))
                .withMessage("'sizes' is \"[1,\", which is no list: not JSON at position 3: the text ends too early");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lists.with("sizes", 1).as(Lists.class))
                .withMessage("'sizes' is 1, which is no java.util.List");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
    @Param("learning.rate")
    @Default("0.25")
    @interface Rate {}

    record Renamed(@Param("n") int units, @Rate double rate) {}

    @Test
    void should_follow_names_and_defaults_through_composed_annotations() {
        assertThat(Config.of(Map.of("n", 4)).as(Renamed.class)).isEqualTo(new Renamed(4, 0.25));
        assertThat(Config.of(Map.of("n", 4, "learning.rate", 1)).as(Renamed.class))
                .isEqualTo(new Renamed(4, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Config.of(Map.of("units", 4)).as(Renamed.class))
                .withMessage("'n' has no value (the configuration has: units)");
    }
}
