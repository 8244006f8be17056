package dev.jtune.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.Choice;
import dev.jtune.Config;
import dev.jtune.Constraint;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import dev.jtune.QUniform;
import dev.jtune.RandInt;
import dev.jtune.Uniform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTests {
    private static final String[] PARAMS = {
        "a = uniform(-10, 10)",
        "b = uniform(-10, 10)",
        "n = randint(-100, 101)",
        "act = choice('relu', 'hard_tanh')",
        "on = choice(true, false)",
        "mixed = choice('auto', 3)",
        "fixed = 7",
        "extra = uniform(0, 1) if act == 'relu'"
    };

    private static ParamSpace space(String... constraints) {
        return SpaceDeclaration.at("").entries(PARAMS).constraints(constraints).read();
    }

    private static Config config(String point) {
        return space().points("", point).get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a < b                                  | a=1, b=2             | true
            a < b                                  | a=2, b=2             | false
            a <= b                                 | a=2, b=2             | true
            a > b                                  | a=2, b=2             | false
            a >= b                                 | a=2, b=2             | true
            a != b                                 | a=2, b=3             | true
            a == b                                 | a=2, b=3             | false
            0.1 + 0.2 == a                         | a=0.3                | true
            0.1 + 0.2 <= a                         | a=0.3                | true
            0.1 + 0.2 > a                          | a=0.3                | false
            a + b * 2 - 1 == 4                     | a=1, b=2             | true
            (a + b) * 2 == 6                       | a=1, b=2             | true
            a - b - 1 == 0                         | a=4, b=3             | true
            n / 4 == 2.5                           | n=10                 | true
            n % 8 == 0                             | n=24                 | true
            n % 8 == 5                             | n=-3                 | true
            -n <= 3                                | n=-4                 | false
            --n == n                               | n=4                  | true
            min(a, b, 1) == 1                      | a=5, b=2             | true
            max(a, b) == 5                         | a=5, b=2             | true
            abs(n) == 3                            | n=-3                 | true
            log(a) < 1                             | a=2.7                | true
            log(a) < 1                             | a=-1                 | false
            pow(n, 2) == 9                         | n=-3                 | true
            n-1 == 2                               | n=3                  | true
            1e1 < n < 2_0                          | n=15                 | true
            1e1 < n < 20                           | n=20                 | false
            act == 'relu'                          | act='relu'           | true
            act == relu                            | act='relu'           | true
            act != 'Hard-Tanh'                     | act='hard_tanh'      | false
            act in (relu, 'hard_tanh')             | act='relu'           | true
            act not in ('relu')                    | act='relu'           | false
            n in (1, 2, 3)                         | n=2                  | true
            mixed == 3                             | mixed=3              | true
            mixed == 'auto'                        | mixed=3              | false
            on                                     | on=true              | true
            not on                                 | on=true              | false
            on == false                            | on=false             | true
            a < 0 or b < 0 and n < 0               | a=-1, b=1, n=1       | true
            (a < 0 or b < 0) and n < 0             | a=-1, b=1, n=1       | false
            not a < 0 and b > 0                    | a=1, b=1             | true
            not (a < 0 or b > 0)                   | a=1, b=1             | false
            a < 0 if n > 0                         | a=1, n=1             | false
            a < 0 if n > 0                         | a=1, n=-1            | true
            a <= fixed  # seven                    | a=8, fixed=7         | false
            extra < 0.5                            | a=1, act='hard_tanh' | true
            extra < 0.5                            | act='relu', extra=1  | false
            """)
    void should_hold_as_it_reads(String constraint, String point, boolean holds) {
        // GIVEN a space with one constraint
        ParamSpace space = space(constraint);
        // WHEN a configuration is held against it
        boolean admitted = space.admits(config(point));
        // THEN it is what the constraint says, also when it is written and read again, and by what it misses
        assertThat(admitted).isEqualTo(holds);
        String written = space.constraints().get(0).text();
        assertThat(space(written).admits(config(point))).as(written).isEqualTo(holds);
        assertThat(space(written).constraints().get(0).text()).isEqualTo(written);
        assertThat(space.constraintSet().excess(config(point)) == 0).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            a + <= 1               ~ TUNE-055 constraints[0] "a + <= 1": expected a name or a value at column 5, found '<'
            a = 1                  ~ TUNE-055 constraints[0] "a = 1": expected an operator or the end of the constraint at column 3, found '='; equality is written ==
            a < 1 && b < 1         ~ TUNE-055 constraints[0] "a < 1 && b < 1": expected an operator or the end of the constraint at column 7, found '&'; write and
            a < 1 and              ~ TUNE-055 constraints[0] "a < 1 and": expected a name or a value at column 10, the text ends
            sum(a, b) < 1          ~ TUNE-055 constraints[0] "sum(a, b) < 1": there is no function 'sum'; there are min, max, abs, log and pow
            mix(a, b) < 1          ~ TUNE-055 constraints[0] "mix(a, b) < 1": there is no function 'mix'; did you mean 'min'?
            log(a, 2) < 1          ~ TUNE-055 constraints[0] "log(a, 2) < 1": 'log' takes one value, not 2
            a in ()                ~ TUNE-055 constraints[0] "a in ()": 'in' needs at least one value
            (a + b < 1             ~ TUNE-002 constraints[0] "(a + b < 1": the bracket ( at column 1 is not closed; add the missing )
            act == 'relu           ~ TUNE-002 constraints[0] "act == 'relu": the quote ' at column 8 is not closed; add the missing '
            a < 1.2.3              ~ TUNE-003 constraints[0] "a < 1.2.3": '1.2.3' is not a number (column 5)
            zzz < 1                ~ TUNE-056 constraints[0] "zzz < 1": there is no parameter 'zzz'; the space has a, b, n, act, on, mixed, fixed, extra
            fixd < 1               ~ TUNE-056 constraints[0] "fixd < 1": there is no parameter 'fixd'; did you mean 'fixed'?
            a + b                  ~ TUNE-057 constraints[0] "a + b": a condition is needed, and a + b is a number; compare it with something: a + b <= ...
            act < 3                ~ TUNE-057 constraints[0] "act < 3": a number is needed, and act is text
            act == 3               ~ TUNE-057 constraints[0] "act == 3": act is text, and 3 is a number; only what is of one kind can be equal
            on + 1 == 2            ~ TUNE-057 constraints[0] "on + 1 == 2": a number is needed, and on is a condition
            mixed <= 3             ~ TUNE-057 constraints[0] "mixed <= 3": a number is needed, and mixed is of several kinds
            act == 'rleu'          ~ TUNE-057 constraints[0] "act == 'rleu'": 'act' is never 'rleu' (it is relu | hard_tanh); did you mean 'relu'?
            """)
    void should_say_what_is_wrong_with_a_constraint(String constraint, String message) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> space(constraint))
                .withMessage(message);
    }

    @Test
    void should_say_everything_that_is_wrong_at_once_and_nothing_of_parameters_that_cannot_be_read() {
        SpaceDeclaration declaration = SpaceDeclaration.at("")
                .entries("x = unifrom(0, 1)", "y = uniform(0, 1)", "where z < 1")
                .constraints("x < y", "y <");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(declaration::read)
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::code)
                        .containsExactly("TUNE-005", "TUNE-056", "TUNE-055"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "abs(", "not (", "-("})
    void should_refuse_endless_nesting(String opening) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> space(opening.repeat(100_000)))
                .withMessageContaining("nested too deeply");
    }

    @Test
    void should_stand_among_the_entries_and_be_read_back() {
        ParamSpace space = ParamSpace.parse("""
                a = uniform(0, 1)
                b = uniform(0, 1)
                where = choice('x', 'y')
                where a+b<=1   # the rest
                where (a < 0.5) if where == x""");
        assertThat(space.entries()).endsWith("where a + b <= 1", "where a < 0.5 if where == 'x'");
        assertThat(ParamSpace.parse(space.entries().toArray(String[]::new))).isEqualTo(space);
        assertThat(space)
                .isNotEqualTo(ParamSpace.parse("a = uniform(0, 1)", "b = uniform(0, 1)", "where = choice('x', 'y')"));
        assertThat(space.describe()).endsWith("where a + b <= 1\nwhere a < 0.5 if where == 'x'\n");
    }

    @Constraint("lower <= upper")
    @Constraint("opt.rate < 0.5")
    record Limits(
            @Uniform(lower = 0, upper = 1) double lower,
            @Uniform(lower = 0, upper = 1) double upper,
            Opt opt) {}

    @Constraint("rate * 2 <= momentum")
    record Opt(
            @Uniform(lower = 0, upper = 1) double rate,
            @Uniform(lower = 0, upper = 1) double momentum) {}

    @Constraint("size <= 5")
    sealed interface Model permits Small, Large {}

    @Constraint("c + size <= 4")
    record Small(
            @QUniform(lower = 0, upper = 10, q = 1) double c,
            @RandInt(lower = 0, upper = 10) int size) implements Model {}

    record Large(
            @QUniform(lower = 0, upper = 10, q = 1) double c,
            @RandInt(lower = 0, upper = 10) int size) implements Model {}

    record Whole(Model model, @Choice boolean on) {}

    @Test
    void should_mean_the_components_of_the_type_that_carries_it() {
        ParamSpace limits = ParamSpace.ofType(Limits.class);
        assertThat(limits.constraints())
                .extracting(dev.jtune.space.Constraint::text)
                .containsExactly("opt.rate * 2 <= opt.momentum", "lower <= upper", "opt.rate < 0.5");
    }

    @Test
    void should_count_only_in_the_branch_that_carries_it() {
        ParamSpace space = ParamSpace.ofType(Whole.class);
        assertThat(space.constraints())
                .extracting(dev.jtune.space.Constraint::text)
                .containsExactly("model.c + model.size <= 4 if model == 'Small'", "model.size <= 5");
        assertThat(ParamSpace.parse(space.entries().toArray(String[]::new))).isEqualTo(space);
        assertThat(space.admits(Config.of(Map.of("model", "Small", "model.c", 3.0, "model.size", 2))))
                .isFalse();
        assertThat(space.admits(Config.of(Map.of("model", "Large", "model.c", 3.0, "model.size", 2))))
                .isTrue();
        assertThat(space.admits(Config.of(Map.of("model", "Large", "model.c", 3.0, "model.size", 6))))
                .isFalse();
    }

    @Test
    void should_be_built_in_code_for_the_whole_or_a_branch() {
        List<Config> asked = new ArrayList<>();
        ParamSpace space = ParamSpace.builder()
                .choice("m", "p", "q")
                .randint("k", 0, 4)
                .when(
                        "m",
                        "p",
                        branch -> branch.randint("j", 0, 4).constraint("j > k").constraint("not both even", config -> {
                            asked.add(config);
                            return config.getInt("j") % 2 == 1 || config.getInt("k") % 2 == 1;
                        }))
                .constraint("asks for j", config -> config.getInt("j") < 4)
                .build();
        assertThat(space.entries())
                .contains(
                        "where j > k if m == 'p'",
                        "# where code: not both even if m == 'p'",
                        "# where code: asks for j");
        // of p: (0,1) (0,3) (1,2) (1,3) (2,3), and of q: four
        assertThat(space.cardinality()).hasValue(9);
        assertThat(asked).allSatisfy(config -> assertThat(config.get("m")).isEqualTo("p"));
        assertThat(space.check(Config.of(Map.of("m", "p", "k", 0, "j", 2))))
                .extracting(Problem::toString)
                .containsExactly("TUNE-050 : it breaks the constraint not both even; change a value");
    }

    @Test
    void should_say_that_code_threw() {
        ParamSpace space = ParamSpace.builder()
                .uniform("x", 0, 1)
                .constraint("broken", config -> {
                    throw new IllegalStateException("no");
                })
                .build();
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> space.admits(Config.of(Map.of("x", 0.5))))
                .withMessage(
                        "TUNE-059 where broken: the constraint threw java.lang.IllegalStateException: no for x=0.5")
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            i + j <= 3                   | 20
            i == j                       | 8
            i < j                        | 12
            i != j if c == 'x'           | 28
            q in (0.1, 0.3)              | 64
            i + q == 0.2                 | 8
            """)
    void should_count_the_configurations_that_keep_it(String constraint, long count) {
        List<String> entries =
                new ArrayList<>(List.of("i = randint(0, 4)", "j = randint(0, 4)", "c = choice('x', 'y')"));
        if (constraint.contains("q")) {
            entries.add("q = quniform(0, 0.3, 0.1)");
        }
        entries.add("where " + constraint);
        ParamSpace space = ParamSpace.parse(entries.toArray(String[]::new));
        assertThat(space.cardinality()).hasValue(count);
    }

    @Test
    void should_count_parents_and_children_and_leave_what_is_too_much_open() {
        ParamSpace branches = ParamSpace.parse("m = choice('a', 'b')", "x = randint(0, 5) if m == 'a'", "where x > 2");
        ParamSpace large = ParamSpace.parse("i = randint(0, 1_000_000)", "j = randint(0, 1_000_000)", "where i < j");
        ParamSpace real = ParamSpace.parse("x = uniform(0, 1)", "i = randint(0, 5)", "where i < 2");

        assertThat(branches.cardinality()).hasValue(3);
        assertThat(large.cardinality()).isEmpty();
        assertThat(large.isFinite()).isTrue();
        assertThat(real.cardinality()).isEmpty();
        assertThat(real.isFinite()).isFalse();
    }

    @Test
    void should_refuse_a_finite_space_of_which_nothing_is_left() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> SpaceDeclaration.at("T.m")
                        .entries("i = randint(0, 4)", "j = choice(1, 2)")
                        .constraints("i > j", "i < 2")
                        .read())
                .withMessage(
                        "TUNE-058 T.m: no configuration keeps the constraints: i > j; i < 2; weaken one, or widen the space");
    }

    @Test
    void should_refuse_a_point_that_breaks_it_and_leave_open_what_a_point_leaves_open() {
        ParamSpace space = space("a < b", "a < fixed - 5", "extra < a");
        assertThat(space.points("", "a=1", "b=-9", "a=1, b=2", "act='hard_tanh', a=1, b=2"))
                .hasSize(4);
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> space.points("", "a=2, b=1", "a=3"))
                .withMessage("""
                        TUNE-050 pointsToEvaluate[0] "a=2, b=1": it breaks the constraint a < b (a=2.0, b=1.0); change a value
                        TUNE-050 pointsToEvaluate[0] "a=2, b=1": it breaks the constraint a < fixed - 5 (a=2.0, fixed=7); change a value
                        TUNE-050 pointsToEvaluate[1] "a=3": it breaks the constraint a < fixed - 5 (a=3.0, fixed=7); change a value""");
    }

    @Test
    void should_miss_a_constraint_by_the_more_the_farther_it_is() {
        ConstraintSet set = space("a + b <= 1", "n == 3").constraintSet();
        assertThat(set.excess(config("a=1, b=2, n=3"))).isEqualTo(2);
        assertThat(set.excess(config("a=2, b=2, n=3"))).isEqualTo(3);
        assertThat(set.excess(config("a=2, b=2, n=5"))).isEqualTo(5);
        assertThat(set.excess(config("a=0, b=0, n=3"))).isZero();
    }
}
