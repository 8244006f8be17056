package dev.jtune.space;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Builds a space in code, with the names of the string spelling. What is wrong is said by {@link #build()}, all at once.
 *
 * <pre>{@code
 * ParamSpace space = ParamSpace.builder()
 *     .choice("solver", "tabu", "annealing")
 *     .when("solver", "tabu", s -> s.randint("tabuSize", 3, 21))
 *     .when("solver", "annealing", s -> s.loguniform("t0", 1, 1e4))
 *     .build();
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SpaceBuilder {

    private static final String PLACE = "ParamSpace.builder()";

    private final List<Draft> drafts;
    private final List<ConstraintDraft> constraints;
    private final Set<String> unread;
    private final Problems problems;
    private final Guard guard;

    SpaceBuilder() {
        this(new ArrayList<>(), new ArrayList<>(), new HashSet<>(), Problems.at(PLACE), Guard.ALWAYS);
    }

    private SpaceBuilder(
            List<Draft> drafts, List<ConstraintDraft> constraints, Set<String> unread, Problems problems, Guard guard) {
        this.drafts = drafts;
        this.constraints = constraints;
        this.unread = unread;
        this.problems = problems;
        this.guard = guard;
    }

    /** Add a real number, at least {@code lower} and less than {@code upper}, uniform. */
    public SpaceBuilder uniform(String name, double lower, double upper) {
        return call(name, DomainFunction.UNIFORM, lower, upper);
    }

    /** Add a multiple of {@code q}, both bounds included, each as likely; the bounds are multiples of {@code q}. */
    public SpaceBuilder quniform(String name, double lower, double upper, double q) {
        return call(name, DomainFunction.QUNIFORM, lower, upper, q);
    }

    /** Add a real number, at least {@code lower} and less than {@code upper}, uniform in its logarithm. */
    public SpaceBuilder loguniform(String name, double lower, double upper) {
        return call(name, DomainFunction.LOGUNIFORM, lower, upper);
    }

    /** Add a multiple of {@code q}, both bounds included, uniform in its logarithm; the bounds are multiples of {@code q}. */
    public SpaceBuilder qloguniform(String name, double lower, double upper, double q) {
        return call(name, DomainFunction.QLOGUNIFORM, lower, upper, q);
    }

    /** Add a normally distributed number; {@code sd} is above 0. */
    public SpaceBuilder randn(String name, double mean, double sd) {
        return call(name, DomainFunction.RANDN, mean, sd);
    }

    /** Add a normally distributed number, rounded to a multiple of {@code q}. */
    public SpaceBuilder qrandn(String name, double mean, double sd, double q) {
        return call(name, DomainFunction.QRANDN, mean, sd, q);
    }

    /** Add an integer, at least {@code lower} and less than {@code upper}. */
    public SpaceBuilder randint(String name, long lower, long upper) {
        return call(name, DomainFunction.RANDINT, lower, upper);
    }

    /** Add an integer multiple of {@code q}, both bounds included; bounds that are no multiples shrink inwards. */
    public SpaceBuilder qrandint(String name, long lower, long upper, long q) {
        return call(name, DomainFunction.QRANDINT, lower, upper, q);
    }

    /** Add an integer, at least {@code lower} and less than {@code upper}, uniform in its logarithm. */
    public SpaceBuilder lograndint(String name, long lower, long upper) {
        return call(name, DomainFunction.LOGRANDINT, lower, upper);
    }

    /** Add an integer multiple of {@code q}, both bounds included, uniform in its logarithm. */
    public SpaceBuilder qlograndint(String name, long lower, long upper, long q) {
        return call(name, DomainFunction.QLOGRANDINT, lower, upper, q);
    }

    /** Add one of several values, each as likely: numbers, booleans, text, enum constants, lists of these. */
    public SpaceBuilder choice(String name, Object... values) {
        return values(name, DomainFunction.CHOICE.written(), values, list -> new Domain.Choice(list, false));
    }

    /** Add one of several values of which neighbours are similar. */
    public SpaceBuilder orderedChoice(String name, Object... values) {
        return values(name, DomainFunction.CHOICE.written(), values, list -> new Domain.Choice(list, true));
    }

    /** Add an axis of a grid: each value is tried with all combinations of the other axes. */
    public SpaceBuilder grid(String name, Object... values) {
        return values(name, DomainFunction.GRID_SEARCH.written(), values, Domain.Grid::new);
    }

    /** Add a value that is always the same. */
    public SpaceBuilder constant(String name, Object value) {
        return values(name, "constant", new Object[] {value}, list -> new Domain.Constant(list.get(0)));
    }

    /** Add a value computed from the others of the same configuration. */
    public SpaceBuilder sampleFrom(String name, Function<Config, Object> function) {
        return add(name, new Domain.SampleFrom("sample_from(...)", function), here(name + " = sample_from(...)"));
    }

    /** Add parameters that exist only where {@code parent}, added before, has this value. */
    public SpaceBuilder when(String parent, Object value, Consumer<SpaceBuilder> branch) {
        return when(parent, List.of(value), branch);
    }

    /** Add parameters that exist only where {@code parent}, added before, has one of these values. */
    public SpaceBuilder when(String parent, List<?> values, Consumer<SpaceBuilder> branch) {
        List<Object> canonical = canonical(values.toArray(), here("when " + parent));
        if (!canonical.isEmpty()) {
            Guard more = new Guard(List.of(new Guard.Clause(parent, canonical)));
            branch.accept(new SpaceBuilder(drafts, constraints, unread, problems, guard.and(more)));
        }
        return this;
    }

    /**
     * Add what every configuration keeps, such as {@code hidden2 <= hidden1}; inside {@code when}, every one of that branch. One that
     * lacks a parameter which it reads keeps it.
     */
    public SpaceBuilder constraint(String text) {
        constraints.add(new ConstraintDraft(text, null, "", guard, here("where " + text)));
        return this;
    }

    /**
     * Add what every configuration keeps, as code; inside {@code when}, every one of that branch. The function is called often, and
     * depends on the configuration only. Where it asks for a value that is not there, the configuration keeps it.
     *
     * @param name what it is called where it is shown, such as {@code fits into memory}
     */
    public SpaceBuilder constraint(String name, Predicate<Config> code) {
        constraints.add(new ConstraintDraft(name, code, "", guard, here("where " + name)));
        return this;
    }

    /**
     * Build the space.
     *
     * @throws InvalidDeclarationException with all that is wrong
     */
    public ParamSpace build() {
        return ParamSpace.settle(drafts, constraints, unread, problems);
    }

    private SpaceBuilder call(String name, DomainFunction function, Object... arguments) {
        String source = function.written() + "(" + String.join(", ", shown(arguments)) + ")";
        Problems here = here(name + " = " + source);
        EntryParser.Call call = new EntryParser.Call(function.written(), List.of(arguments), Map.of(), source);
        return add(name, DomainFunction.domain(call, here, new SampleFromMethods(null)), here);
    }

    private static List<String> shown(Object... arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument instanceof Double number ? Literals.number(number) : argument.toString())
                .toList();
    }

    private SpaceBuilder values(String name, String function, Object[] values, Function<List<Object>, Domain> domain) {
        Problems here = here(name + " = " + function + "(...)");
        if (values.length == 0) {
            here.add("TUNE-018", function + " needs at least one value", "");
        }
        List<Object> canonical = canonical(values, here);
        return add(name, canonical.isEmpty() ? null : domain.apply(canonical), here);
    }

    /** Bring values to the form in which a configuration holds them; empty where one has none. */
    private static List<Object> canonical(Object[] values, Problems here) {
        List<Object> canonical = new ArrayList<>();
        for (Object value : values) {
            try {
                canonical.add(Config.of(Map.of("it", List.of(value))).get("it"));
            } catch (IllegalArgumentException | NullPointerException e) {
                here.add(
                        "TUNE-038",
                        "a value is "
                                + (value == null
                                        ? "null"
                                        : "a " + value.getClass().getName()),
                        "use numbers, booleans, text, enum constants, and lists of these");
                return List.of();
            }
        }
        return canonical.stream()
                .map(each -> ((List<?>) each).get(0))
                .<Object>map(each -> each)
                .toList();
    }

    private SpaceBuilder add(String name, @Nullable Domain domain, Problems here) {
        if (!EntryParser.isName(name)) {
            here.add(
                    "TUNE-004",
                    "'" + name + "' is not a name",
                    "use letters, digits and _, not a digit first, and dots between the parts");
        }
        if (domain == null) {
            unread.add(name);
        } else {
            drafts.add(new Draft(new Param(name, domain, guard, DomainFunction.source(domain)), here));
        }
        return this;
    }

    private Problems here(String entry) {
        return problems.in("\"" + entry + (guard.clauses().isEmpty() ? "" : " if " + guard) + "\"");
    }
}
