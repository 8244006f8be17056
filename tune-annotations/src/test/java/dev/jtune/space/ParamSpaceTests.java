package dev.jtune.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jtune.Choice;
import dev.jtune.Config;
import dev.jtune.Constant;
import dev.jtune.GridSearch;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.LogRandInt;
import dev.jtune.LogUniform;
import dev.jtune.QLogRandInt;
import dev.jtune.QLogUniform;
import dev.jtune.QRandInt;
import dev.jtune.QRandn;
import dev.jtune.QUniform;
import dev.jtune.RandInt;
import dev.jtune.Randn;
import dev.jtune.SampleFrom;
import dev.jtune.Uniform;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamSpaceTests {
    enum Act {
        RELU,
        HARD_TANH
    }

    record All(
            @Uniform(lower = 0, upper = 1) double uniform,
            @QUniform(lower = 0, upper = 1, q = 0.25) double quniform,
            @LogUniform(lower = 1e-4, upper = 1) double loguniform,
            @QLogUniform(lower = 1, upper = 100, q = 0.5) double qloguniform,
            @Randn double randn,
            @QRandn(mean = 0, sd = 1, q = 0.1) double qrandn,
            @RandInt(lower = 1, upper = 31) int randint,
            @QRandInt(lower = 5, upper = 61, q = 8) int qrandint,
            @LogRandInt(lower = 1, upper = 1025) int lograndint,
            @QLogRandInt(lower = 16, upper = 512, q = 16) long qlograndint,
            @Choice({"0.1", "1"}) double choice,
            @Choice(ordered = true) Act act,
            @GridSearch({"true", "false"}) boolean grid,
            @Constant("3") int constant) {}

    private static final String[] ALL = {
        "uniform = uniform(0, 1)",
        "quniform = quniform(0, 1, 0.25)",
        "loguniform = loguniform(1e-4, 1)",
        "qloguniform = qloguniform(1, 100, 0.5)",
        "randn = randn()",
        "qrandn = qrandn(mean=0, sd=1, q=.1)",
        "randint = randint(1, 31)",
        "qrandint = qrandint(5, 61, 8)",
        "lograndint = lograndint(1, 1_025)",
        "qlograndint = qlograndint(16, 512, 16)",
        "choice = choice([0.1, 1])",
        "act = choice(relu, 'hard-tanh', ordered=true)",
        "grid = grid_search([true, false])",
        "constant = 3"
    };

    private static SpaceDeclaration declared(String... entries) throws ReflectiveOperationException {
        SpaceDeclaration declaration = SpaceDeclaration.at("T.m").entries(entries);
        for (var component : All.class.getRecordComponents()) {
            declaration.parameter(component.getName(), component.getGenericType(), plain());
        }
        return declaration;
    }

    void fixture(double plain) {}

    /** A parameter without annotations, so that the entries alone give the domain. */
    private static Parameter plain() throws ReflectiveOperationException {
        Method fixture = ParamSpaceTests.class.getDeclaredMethod("fixture", double.class);
        return fixture.getParameters()[0];
    }

    @Test
    void should_be_equal_in_strings_annotations_and_code() throws Exception {
        ParamSpace strings = declared(ALL).read();
        ParamSpace types = ParamSpace.ofType(All.class);
        ParamSpace code = ParamSpace.builder()
                .uniform("uniform", 0, 1)
                .quniform("quniform", 0, 1, 0.25)
                .loguniform("loguniform", 1e-4, 1)
                .qloguniform("qloguniform", 1, 100, 0.5)
                .randn("randn", 0, 1)
                .qrandn("qrandn", 0, 1, 0.1)
                .randint("randint", 1, 31)
                .qrandint("qrandint", 5, 61, 8)
                .lograndint("lograndint", 1, 1025)
                .qlograndint("qlograndint", 16, 512, 16)
                .choice("choice", 0.1, 1.0)
                .orderedChoice("act", Act.RELU, Act.HARD_TANH)
                .grid("grid", true, false)
                .constant("constant", 3)
                .build();
        assertThat(types).isEqualTo(strings).hasSameHashCodeAs(strings);
        assertThat(code).isEqualTo(strings);
        assertThat(ParamSpace.parse(strings.entries().toArray(String[]::new))).isEqualTo(strings);
        assertThat(ParamSpace.parse("a = uniform(0, 1)")).isNotEqualTo(ParamSpace.parse("a = uniform(0, 1.5)"));
    }

    @Test
    void should_say_what_each_parameter_may_be_with_its_bounds_resolved() throws Exception {
        assertThat(declared(ALL).read().describe()).isEqualTo("""
                        uniform      double 0..1
                        quniform     double 0..1 step 0.25
                        loguniform   double 1e-4..1 log
                        qloguniform  double 1..100 step 0.5 log
                        randn        double normal, mean 0, sd 1
                        qrandn       double normal, mean 0, sd 1 step 0.1
                        randint      int 1..30
                        qrandint     int 8..56 step 8
                        lograndint   int 1..1024 log
                        qlograndint  int 16..512 step 16 log
                        choice       0.1 | 1.0
                        act          RELU < HARD_TANH
                        grid         grid true, false
                        constant     = 3
                        """);
    }

    /** The bounds are those of Ray Tune's documentation: {@code randint} leaves the upper one out, all {@code q...} include both. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "randint(1, 4)         | 1, 2, 3       | 0, 4, 1.0, one",
                "randint(-2, 0)        | -2, -1        | 0, -3",
                "lograndint(1, 4)      | 1, 3          | 0, 4",
                "qrandint(5, 20, 5)    | 5, 10, 20     | 0, 7, 25",
                "qrandint(4, 21, 5)    | 5, 20         | 4, 21, 0, 25",
                "qrandint(-7, 7, 5)    | -5, 0, 5      | -7, -6, 7",
                "qrandint(1, 3)        | 1, 2, 3       | 0, 4",
                "qlograndint(2, 8, 2)  | 2, 4, 8       | 1, 3, 10",
                "uniform(0, 1)         | 0.0, 0.5      | -0.1, 1.1, 1",
                "quniform(0, 0.3, 0.1) | 0.0, 0.1, 0.2, 0.3 | 0.15, 0.4, -0.1",
                "qloguniform(1, 2, .5) | 1.0, 1.5, 2.0 | 0.5, 1.2, 2.5",
                "loguniform(1e-3, 1)   | 1e-3, 0.5     | 0.0, 1e-4",
                "randn(0, 1)           | -9.5, 0.0     | 1",
                "qrandn(0, 1, .5)      | -9.5, 0.0     | 0.3",
                "choice(a, 1, 1.0, true, [1]) | a, 1, 1.0, true, [1] | b, A, 2, false, [1.0]",
                "grid_search(1, 2)     | 1, 2          | 3",
                "7                     | 7             | 8"
            })
    void should_have_exactly_the_values_of_the_domain(String domain, String inside, String outside) throws Exception {
        ParamSpace space = ParamSpace.parse("x = " + domain);
        for (Object value : (List<?>) EntryParser.literal("[" + inside + "]")) {
            assertThat(space.contains(Config.of(Map.of("x", value))))
                    .as("%s", value)
                    .isTrue();
        }
        for (Object value : (List<?>) EntryParser.literal("[" + outside + "]")) {
            assertThat(space.contains(Config.of(Map.of("x", value))))
                    .as("%s", value)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x = randint(0, 5)                                                       | 5",
                "x = quniform(0, 1, 0.25); y = choice(a, b)                              | 10",
                "x = qrandint(5, 61, 8); z = 1                                           | 7",
                "m = choice(a, b, c); x = randint(0, 4) if m == a; y = grid_search(1, 2) | 12",
                "m = randint(0, 10); x = choice(1, 2, 3) if m in (2, 3)                  | 14",
                "x = randint(-9223372036854775808, 9223372036854775807); y = choice(1, 2)| 9223372036854775807"
            })
    void should_count_its_configurations(String entries, long count) {
        ParamSpace space = ParamSpace.parse(entries.split("; "));
        assertThat(space.cardinality()).hasValue(count);
        assertThat(space.isFinite()).isTrue();
        assertThat(ParamSpace.parse("x = uniform(0, 1)").isFinite()).isFalse();
    }

    private static final ParamSpace CONDITIONAL = ParamSpace.parse(
            "model = choice('svm', 'forest', 'linear')",
            "opt.c = loguniform(1e-3, 1e3) if model in ('svm', 'linear')",
            "kernel = choice('rbf', 'poly') if model == 'svm'",
            "degree = randint(2, 6) if kernel == 'poly'",
            "lr = 0.5 if model == 'svm'",
            "lr = 0.25 if model == 'linear'");

    @Test
    void should_complete_what_exists_and_drop_the_rest() {
        Map<String, Object> drawn = Map.of("model", "svm", "opt.c", 2.0, "kernel", "rbf", "degree", 3L);
        assertThat(CONDITIONAL.complete(drawn)).hasToString("model=svm opt.c=2 kernel=rbf lr=0.5");
        assertThat(CONDITIONAL.complete(Map.of("model", "linear", "opt.c", 1.0)))
                .hasToString("model=linear opt.c=1 lr=0.25");
        assertThat(CONDITIONAL.complete(Map.of("model", "forest"))).hasToString("model=forest");
        assertThat(CONDITIONAL.names()).containsExactly("model", "opt.c", "kernel", "degree", "lr");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CONDITIONAL.complete(Map.of("model", "svm", "opt.c", 2.0)))
                .withMessage("no value for 'kernel'");
    }

    @Test
    void should_find_the_parameter_that_exists_in_a_configuration() {
        Config linear = CONDITIONAL.complete(Map.of("model", "linear", "opt.c", 1.0));
        assertThat(CONDITIONAL.param("lr", linear))
                .get()
                .extracting(Param::domain)
                .isEqualTo(new Domain.Constant(0.25));
        assertThat(CONDITIONAL.param("kernel", linear)).isEmpty();
        assertThat(CONDITIONAL.param("kernel")).isPresent();
        assertThat(CONDITIONAL.describe(CONDITIONAL.param("degree").orElseThrow()))
                .isEqualTo("degree  int 2..5 if kernel == 'poly'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    model=svm, opt.c=1.5, kernel=rbf, lr=0.5, deg=1 | TUNE-044 : there is no parameter 'deg'; the space has model, opt.c, kernel, degree, lr
                    model=svm, opt.c=1.5, kernal=rbf, lr=0.5 | TUNE-044 : there is no parameter 'kernal'; did you mean 'kernel'?
                    model=forest, degree=3 | TUNE-046 : 'degree' exists only if kernel == 'poly'; leave it out, or change the other value
                    model=linear, opt.c=0.5, lr=0.5 | TUNE-045 : 'lr' cannot be 0.5; it is = 0.25
                    model=linear, opt.c=0.0, lr=0.25 | TUNE-045 : 'opt.c' cannot be 0.0; it is double 0.001..1000 log
                    model=linear, opt.c=0.5 | TUNE-049 : 'lr' has no value; it is = 0.25
                    """)
    void should_say_what_keeps_a_configuration_out(String point, String problem) throws Exception {
        Config config = Config.of(EntryParser.point(point));
        assertThat(CONDITIONAL.check(config)).extracting(Object::toString).contains(problem);
        assertThat(CONDITIONAL.contains(config)).isFalse();
    }

    @Test
    void should_read_points_as_they_are_meant() {
        assertThat(CONDITIONAL.points("T.m", "model=SVM, opt.c=1", "degree=5.0", ""))
                .containsExactly(
                        Config.of(Map.of("model", "svm", "opt.c", 1.0)),
                        Config.of(Map.of("degree", 5L)),
                        Config.empty());
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> CONDITIONAL.points("T.m", "model svm", "degree=9", "opt.c=1, opt.c=2"))
                .withMessage("""
                        TUNE-043 T.m, pointsToEvaluate[0] "model svm": expected '=' at column 7, found 's'; write name=value, and a comma between two
                        TUNE-045 T.m, pointsToEvaluate[1] "degree=9": 'degree' cannot be 9; it is int 2..5
                        TUNE-047 T.m, pointsToEvaluate[2] "opt.c=1, opt.c=2": 'opt.c' is given twice; keep one of the two""");
    }

    static Object twice(Config config) {
        return 2 * config.getInt("k");
    }

    static Object fourTimes(Config config) {
        return 2 * config.getInt("twice");
    }

    static Object nothing() {
        return null;
    }

    static Object circle(Config config) {
        return config.getInt("x");
    }

    static Object failing(Config config) {
        throw new IllegalStateException("no luck");
    }

    Object own(Config config) {
        return config;
    }

    static void empty(Config config) {}

    private static ParamSpace here(String... entries) {
        return SpaceDeclaration.at("T.m")
                .in(ParamSpaceTests.class)
                .entries(entries)
                .read();
    }

    record Computed(
            @RandInt(lower = 1, upper = 9) int k,
            @SampleFrom("twice") int twice) {

        static int twice(Config config) {
            return 2 * config.getInt("k");
        }
    }

    @Test
    void should_compute_values_whatever_their_order() {
        ParamSpace space = here("four = sample_from('fourTimes')", "twice = sample_from(twice)", "k = randint(1, 9)");
        assertThat(space.complete(Map.of("k", 3L))).hasToString("four=12 twice=6 k=3");
        assertThat(ParamSpace.ofType(Computed.class).complete(Map.of("k", 3L))).hasToString("k=3 twice=6");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    x = sample_from('twise') | TUNE-027 HERE: ParamSpaceTests has no method 'twise'; did you mean 'twice'?
                    x = sample_from('own')   | TUNE-028 HERE: the method 'own' is not static; make it static
                    x = sample_from('empty') | TUNE-029 HERE: the method is void empty(Config); it must return a value and take a Config or nothing
                    """)
    void should_say_what_is_wrong_with_a_method_of_computed_values(String entry, String message) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> here(entry))
                .withMessage(message.replace("HERE", "T.m, paramSpace[0] \"" + entry + "\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    failing | TUNE-052 HERE: the function threw java.lang.IllegalStateException: no luck for k=3
                    nothing | TUNE-053 HERE: the function returned null for k=3; return a number, a boolean, text, an enum constant, or a list of these
                    circle  | TUNE-054 HERE: the configuration has no 'x' (it has: k); ask only for names that exist whenever this one does; get...(name, absent) takes a default
                    """)
    void should_say_why_a_value_cannot_be_computed(String method, String message) {
        ParamSpace space = here("k = 3", "x = sample_from('" + method + "')");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> space.complete(Map.of()))
                .withMessage(message.replace("HERE", "\"x = sample_from('" + method + "')\""));
    }

    record Opt(Act act, double lr) {}

    void taker(Optional<Double> rate, Opt opt, float f) {}

    @Test
    void should_settle_values_in_the_type_that_takes_them() throws Exception {
        SpaceDeclaration declaration = SpaceDeclaration.at("T.m")
                .entries(
                        "rate = choice(1, 2)",
                        "opt.act = choice(relu)",
                        "opt.lr = grid_search(1, 0.5)",
                        "f = choice(0.1)");
        Method taker = ParamSpaceTests.class.getDeclaredMethod("taker", Optional.class, Opt.class, float.class);
        for (Parameter parameter : taker.getParameters()) {
            declaration.parameter(parameter.getName(), parameter.getParameterizedType(), parameter);
        }
        assertThat(declaration.read().entries())
                .containsExactly(
                        "rate = choice(1.0, 2.0)",
                        "opt.act = choice('RELU')",
                        "opt.lr = grid_search(1.0, 0.5)",
                        "f = choice(0.1)");
    }

    @Test
    void should_build_branches_in_code() {
        ParamSpace space = ParamSpace.builder()
                .choice("act", (Object[]) Act.values())
                .when(
                        "act",
                        Act.RELU,
                        s -> s.uniform("leak", 0, 1).when("act", List.of("RELU"), t -> t.constant("n", 1)))
                .sampleFrom("sum", config -> config.getDouble("leak", 0) + 1)
                .build();
        assertThat(space.entries())
                .containsExactly(
                        "act = choice('RELU', 'HARD_TANH')",
                        "leak = uniform(0, 1) if act == 'RELU'",
                        "n = 1 if act == 'RELU' and act == 'RELU'",
                        "sum = sample_from(...)");
        assertThat(space.complete(Map.of("act", "HARD_TANH"))).hasToString("act=HARD_TANH sum=1");
    }

    @Test
    void should_say_all_that_is_wrong_in_code_at_once() {
        SpaceBuilder builder = ParamSpace.builder()
                .uniform("1x", 0, 1)
                .randint("k", 5, 2)
                .choice("none")
                .choice("null", Arrays.asList((Object) null).toArray())
                .when("missing", "a", s -> s.constant("c", new Object()));
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(builder::build)
                .withMessage("""
                        TUNE-004 ParamSpace.builder(), "1x = uniform(0, 1)": '1x' is not a name; use letters, digits and _, not a digit first, and dots between the parts
                        TUNE-010 ParamSpace.builder(), "k = randint(5, 2)": the lower bound 5 is above the upper bound 2; swap them: randint(2, 5)
                        TUNE-018 ParamSpace.builder(), "none = choice(...)": choice needs at least one value
                        TUNE-038 ParamSpace.builder(), "null = choice(...)": a value is null; use numbers, booleans, text, enum constants, and lists of these
                        TUNE-038 ParamSpace.builder(), "c = constant(...) if missing == 'a'": a value is a java.lang.Object; use numbers, booleans, text, enum constants, and lists of these""");
    }
}
