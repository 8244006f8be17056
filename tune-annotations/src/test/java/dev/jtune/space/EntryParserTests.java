package dev.jtune.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jtune.InvalidDeclarationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryParserTests {

    @Test
    void should_read_a_call_with_arguments_of_every_kind() throws Exception {
        EntryParser.Entry entry = EntryParser.entry(
                        "  opt.kind=choice( relu,'it\\'s',\"b\\n\" , -1_000, +.5, 2e-3, true, [1, ['x']], ordered = true ,)  # why")
                .orElseThrow();
        assertThat(entry.name()).isEqualTo("opt.kind");
        assertThat(entry.clauses()).isEmpty();
        assertThat(entry.value()).isInstanceOfSatisfying(EntryParser.Call.class, call -> {
            assertThat(call.function()).isEqualTo("choice");
            assertThat(call.arguments())
                    .containsExactly("relu", "it's", "b\n", -1000L, 0.5, 0.002, true, List.of(1L, List.of("x")));
            assertThat(call.named()).isEqualTo(Map.of("ordered", true));
        });
    }

    @Test
    void should_read_conditions() throws Exception {
        EntryParser.Entry entry = EntryParser.entry("x = 1 if a == 'b c' and d in (1, two) and e in [false]")
                .orElseThrow();
        assertThat(entry.clauses())
                .containsExactly(
                        new Guard.Clause("a", List.of("b c")),
                        new Guard.Clause("d", List.of(1L, "two")),
                        new Guard.Clause("e", List.of(false)));
        assertThat(entry.value().source()).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# x = 1", "\t# note"})
    void should_find_no_entry_in_a_blank_or_a_comment(String line) throws Exception {
        assertThat(EntryParser.entry(line)).isEmpty();
    }

    @Test
    void should_keep_a_hash_in_quotes() throws Exception {
        assertThat(EntryParser.literal("'#1 # 2'")).isEqualTo("#1 # 2");
    }

    @Test
    void should_read_a_point() throws Exception {
        assertThat(EntryParser.point("rate=0.01, opt.kind = adam,sizes=[8, 4],"))
                .isEqualTo(Map.of("rate", 0.01, "opt.kind", "adam", "sizes", List.of(8L, 4L)));
        assertThat(EntryParser.point(" ")).isEmpty();
    }

    /** Each line: the entry, then all that is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    x                                    | TUNE-001 HERE: expected '=' at column 2, the text ends; write name = value or name = function(arguments)
                    x =                                  | TUNE-001 HERE: expected a value at column 4, the text ends
                    = 3                                  | TUNE-001 HERE: expected a name at column 1, found '='; write name = value
                    x = uniform(0 1)                     | TUNE-001 HERE: expected ',' or ')' at column 15, found '1'; put quotes around text with spaces or signs
                    x = choice('a' 'b')                  | TUNE-001 HERE: expected ',' or ')' at column 16, found a quote; put quotes around text with spaces or signs
                    x = relu tanh                        | TUNE-001 HERE: expected 'if' or the end of the entry at column 10, found 't'; put text with spaces into quotes, and each entry into its own string or line
                    x = 1 if m = 'a'                     | TUNE-001 HERE: expected '==' or 'in' at column 12, found '='; conditions are name == value and name in (value, value)
                    x = 1 if m in 'a'                    | TUNE-001 HERE: expected '(' after 'in' at column 15, found a quote; write m in ('a', 'b')
                    x = 1 if m in ()                     | TUNE-001 HERE: 'in' needs at least one value
                    x = 1 if m == 'a' and                | TUNE-001 HERE: expected a name at column 22, the text ends; write if name == value
                    x = 1 if m == 'a' or m == 'b'        | TUNE-001 HERE: a condition has no 'or' (column 19); write name in ('a', 'b'), or two entries of the same name with different conditions
                    x = uniform(0, 1                     | TUNE-002 HERE: the bracket ( at column 12 is not closed; add the missing )
                    x = choice([1, 2)                    | TUNE-001 HERE: expected ',' or ']' at column 17, found ')'; put quotes around text with spaces or signs
                    x = 'abc                             | TUNE-002 HERE: the quote ' at column 5 is not closed; add the missing '
                    x = 1.2.3                            | TUNE-003 HERE: '1.2.3' is not a number (column 5); if it is text, put quotes around it
                    x = 1__0                             | TUNE-003 HERE: '1__0' is not a number (column 5); if it is text, put quotes around it
                    1x = 3                               | TUNE-004 HERE: '1x' is not a name; use letters, digits and _, not a digit first, and dots between the parts
                    a..b = 3                             | TUNE-004 HERE: 'a..b' is not a name; use letters, digits and _, not a digit first, and dots between the parts
                    x = unifrm(0, 1)                     | TUNE-005 HERE: there is no function 'unifrm'; did you mean 'uniform'?
                    x = foo(0, 1)                        | TUNE-005 HERE: there is no function 'foo'; use one of uniform, quniform, loguniform, qloguniform, randn, qrandn, randint, qrandint, lograndint, qlograndint, choice, grid_search, sample_from
                    x = uniform                          | TUNE-006 HERE: 'uniform' needs its arguments in parentheses; write uniform(lower, upper)
                    x = uniform(0)                       | TUNE-006 HERE: uniform takes 2 arguments, and has 1; write uniform(lower, upper)
                    x = uniform(0, lower=1)              | TUNE-006 HERE: the argument 'lower' is given twice; write uniform(lower, upper)
                    x = uniform(0, top=1)                | TUNE-006 HERE: the argument 'top' is not known to uniform; write uniform(lower, upper)
                    x = randn(mean=1, mean=2)            | TUNE-006 HERE: the argument 'mean' is given twice
                    x = randn(1, 2, 3)                   | TUNE-006 HERE: randn takes 0 to 2 arguments, and has 3; write randn([mean], [sd])
                    x = choice(1, 2, order=true)         | TUNE-006 HERE: choice knows only the named argument ordered=true or ordered=false
                    x = grid_search(1, ordered=true)     | TUNE-006 HERE: grid_search has no named arguments; write grid_search(value, value, ...)
                    x = sample_from()                    | TUNE-006 HERE: sample_from takes the name of one static method; write sample_from('name') or, in code, builder().sampleFrom(name, config -> ...)
                    x = uniform('a', 1)                  | TUNE-007 HERE: lower must be a number, and 'a' is text
                    x = uniform([1], 2)                  | TUNE-007 HERE: lower must be a number, and [1] is a list
                    x = uniform(0, inf)                  | TUNE-008 HERE: upper must be a finite number, and it is inf
                    x = randint(0.5, 3)                  | TUNE-009 HERE: lower must be an integer of at most 64 bits, and it is 0.5; round it, or use a function for real numbers
                    x = randint(0, 99999999999999999999) | TUNE-009 HERE: 99999999999999999999 does not fit into 64 bits; write it with a point for a real number: 99999999999999999999.0
                    x = uniform(1, 1)                    | TUNE-010 HERE: both bounds are 1; write the constant 1 instead
                    x = randint(5, 2)                    | TUNE-010 HERE: the lower bound 5 is above the upper bound 2; swap them: randint(2, 5)
                    x = qrandint(5, 2, 2)                | TUNE-010 HERE: the lower bound 5 is above the upper bound 2; swap them: qrandint(2, 5, ...)
                    x = loguniform(0, 1)                 | TUNE-011 HERE: the logarithm needs a lower bound above 0, and it is 0; start above 0, or use uniform(...)
                    x = lograndint(0, 8)                 | TUNE-011 HERE: the logarithm needs a lower bound above 0, and it is 0; start at 1, or use randint(...)
                    x = quniform(0, 1, 0)                | TUNE-013 HERE: the step q must be above 0, and it is 0
                    x = qrandint(1, 7, -2)               | TUNE-013 HERE: the step q must be above 0, and it is -2
                    x = quniform(0, 1, 0.3)              | TUNE-015 HERE: bounds must be multiples of the step 0.3, and the upper bound 1 is not; write quniform(0, 0.9, 0.3)
                    x = quniform(0.05, 1.05, 0.1)        | TUNE-015 HERE: bounds must be multiples of the step 0.1, and both bounds are not; write quniform(0.1, 1, 0.1)
                    x = quniform(0.1, 0.2, 0.5)          | TUNE-015 HERE: bounds must be multiples of the step 0.5, and both bounds are not; take a smaller step
                    x = qrandint(1, 7, 8)                | TUNE-016 HERE: no multiple of 8 lies between 1 and 7; widen the bounds or take a smaller step
                    x = randn(0, -1)                     | TUNE-017 HERE: the standard deviation must be above 0, and it is -1
                    x = choice([])                       | TUNE-018 HERE: choice needs at least one value; write choice(value, value, ...)
                    x = choice(1, a, 1, a)               | TUNE-019 HERE: 1, 'a' stand in it more than once; values are equally likely; keep one of each
                    x = grid_search([1, 1])              | TUNE-019 HERE: 1 stands in it more than once; each value is tried once; ask for more with numSamples
                    x = sample_from('f')                 | TUNE-027 HERE: there is no class in which to look for the method 'f'; use ParamSpace.builder().sampleFrom(name, config -> ...)
                    x = choice(1, 2) if x == 1           | TUNE-023 HERE: its condition asks for itself; a condition asks for an earlier entry
                    """)
    void should_say_what_is_wrong_with_an_entry(String entry, String message) {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> ParamSpace.parse(entry))
                .withMessage(message.replace("HERE", "paramSpace[0] \"" + entry + "\""));
    }

    /** Each line: entries with a semicolon between two, then all that is said of the last. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    x = 1; x = 2                                                  => 1 => TUNE-020 HERE: there is already an entry 'x'; rename or remove one
                    m = choice(a, b); x = 1 if m == 'a'; x = 2 if m in ('a', 'b') => 2 => TUNE-020 HERE: there is already an entry 'x'; give the two conditions that exclude each other
                    m = choice(svm, forest); x = 1 if model == 'svm'              => 1 => TUNE-022 HERE: its condition asks for 'model', which does not exist; earlier are m
                    model = choice(svm, forest); x = 1 if mdoel == 'svm'          => 1 => TUNE-022 HERE: its condition asks for 'mdoel', which does not exist; did you mean 'model'?
                    x = 1 if m == 'a'; m = choice(a, b)                           => 0 => TUNE-023 HERE: its condition asks for 'm', which stands later; move the entry of 'm' to the front
                    m = choice(a, b); x = 1 if m == 'c'                           => 1 => TUNE-024 HERE: 'm' is never 'c' (it is a | b)
                    m = choice(svm, forest); x = 1 if m == 'sv'                   => 1 => TUNE-024 HERE: 'm' is never 'sv' (it is svm | forest); did you mean 'svm'?
                    k = randint(0, 3); x = 1 if k == 3                            => 1 => TUNE-024 HERE: 'k' is never 3 (it is int 0..2)
                    m = uniform(0, 1); x = 1 if m == 0.5                          => 1 => TUNE-025 HERE: a condition cannot ask for 'm', which is double 0..1; conditions ask for a choice, a grid, a constant or an integer
                    m = choice(a, b); x = 1 if m == 'a' and m == 'b'              => 1 => TUNE-026 HERE: its condition never holds: m == 'a' and m == 'b'
                    """)
    void should_say_what_is_wrong_between_entries(String entries, int index, String message) {
        String[] each = entries.split("; ");
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> ParamSpace.parse(each))
                .withMessage(message.replace("HERE", "paramSpace[" + index + "] \"" + each[index] + "\""));
    }

    @Test
    void should_say_all_that_is_wrong_at_once_and_nothing_that_follows_from_it() {
        assertThatExceptionOfType(InvalidDeclarationException.class)
                .isThrownBy(() -> ParamSpace.parse("""
                        m = choise('a', 'b')
                        # m cannot be read, so that nothing is said of conditions on it
                        x = uniform(0, 1) if m == 'a'
                        y = quniform(2, inf, -1)
                        """, "z = 1 2", " "))
                .withMessage("""
                        TUNE-005 paramSpace[0] line 1 "m = choise('a', 'b')": there is no function 'choise'; did you mean 'choice'?
                        TUNE-008 paramSpace[0] line 4 "y = quniform(2, inf, -1)": upper must be a finite number, and it is inf
                        TUNE-001 paramSpace[1] "z = 1 2": expected 'if' or the end of the entry at column 7, found '2'; put text with spaces into quotes, and each entry into its own string or line
                        TUNE-001 paramSpace[2]: it is empty; write name = value, or remove it""");
    }
}
