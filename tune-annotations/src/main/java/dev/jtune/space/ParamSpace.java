package dev.jtune.space;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A search space: an ordered list of parameters, each with the values it may take and the condition under which it exists.
 * Immutable.
 *
 * <p>Several parameters may share a name where their conditions exclude each other, as the learning rates of two optimizers
 * do; a configuration has the value of at most one of them.
 *
 * <pre>{@code
 * ParamSpace space = ParamSpace.parse(
 *     "model = choice('svm', 'forest')",
 *     "c     = loguniform(1e-3, 1e3) if model == 'svm'",
 *     "trees = randint(10, 501) if model == 'forest'");
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ParamSpace {

    private final List<Param> params;
    private final Set<String> names;
    private final List<Param> computed;
    private final ConstraintSet constraints;
    private volatile @Nullable OptionalLong counted;

    private ParamSpace(List<Param> params, ConstraintSet constraints) {
        this.params = List.copyOf(params);
        this.constraints = constraints;
        Set<String> distinct = new LinkedHashSet<>();
        params.forEach(param -> distinct.add(param.name()));
        this.names = Collections.unmodifiableSet(distinct);
        this.computed = params.stream()
                .filter(param -> param.domain() instanceof Domain.SampleFrom)
                .toList();
    }

    /** Settle a space from its drafts; throws {@link InvalidDeclarationException} with everything that is a problem by then. */
    static ParamSpace settle(
            List<Draft> drafts, List<ConstraintDraft> constraints, Set<String> unread, Problems problems) {
        List<Param> params = SpaceRules.settle(drafts, unread);
        ConstraintSet settled = ConstraintRules.settle(constraints, params, unread);
        problems.throwIfAny();
        ParamSpace space = new ParamSpace(params, settled);
        if (!settled.isEmpty() && Enumeration.isEmpty(space)) {
            problems.add(
                    "TUNE-058",
                    "no configuration keeps the constraints: "
                            + settled.all().stream().map(Constraint::text).collect(Collectors.joining("; ")),
                    "weaken one, or widen the space");
            problems.throwIfAny();
        }
        return space;
    }

    /**
     * Read the string spelling: {@code name = function(arguments) if parent == value}, and {@code where constraint}; each string
     * holds one entry, or one a line.
     *
     * @throws InvalidDeclarationException with all that is wrong
     */
    public static ParamSpace parse(String... entries) {
        return SpaceDeclaration.at("").entries(entries).read();
    }

    /**
     * Read the space of a record whose components carry domains, or of a sealed interface of such records.
     *
     * @throws InvalidDeclarationException with all that is wrong
     */
    public static ParamSpace ofType(Class<?> type) {
        return SpaceDeclaration.at(type.getSimpleName()).in(type).whole(type).read();
    }

    /** Start to build a space in code. */
    public static SpaceBuilder builder() {
        return new SpaceBuilder();
    }

    /** Return the parameters in the order of their declaration; a parent stands before what depends on it. */
    public List<Param> params() {
        return params;
    }

    /** Return the parameter of this name, the first if conditions tell several apart. */
    public Optional<Param> param(String name) {
        return params.stream().filter(param -> param.name().equals(name)).findFirst();
    }

    /** Return the parameter of this name that exists in a configuration. */
    public Optional<Param> param(String name, Config config) {
        return params.stream()
                .filter(param -> param.name().equals(name) && param.guard().holds(config))
                .findFirst();
    }

    /** Return the names in order. */
    public Set<String> names() {
        return names;
    }

    /** Tell whether a parameter is an axis of a grid. */
    public boolean hasGrid() {
        return params.stream().anyMatch(param -> param.domain() instanceof Domain.Grid);
    }

    /** Return what every configuration keeps, in the order of declaration. */
    public List<Constraint> constraints() {
        return constraints.all();
    }

    /** Return all constraints as algorithms ask for them. */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public ConstraintSet constraintSet() {
        return constraints;
    }

    /** Tell whether a configuration keeps all constraints; its values may be any. */
    public boolean admits(Config config) {
        return constraints.hold(config);
    }

    /** Tell whether the space has finitely many configurations. */
    public boolean isFinite() {
        return Worlds.cardinality(params).isPresent();
    }

    /**
     * Count the configurations that keep the constraints, those that differ in absent parameters once, {@link Long#MAX_VALUE} if
     * there are as many or more.
     *
     * @return empty if there is no end of them, or if they take too long to count: conditions tell more than 50,000 cases apart, or a
     *     space with constraints has more than some 100,000 configurations
     */
    public OptionalLong cardinality() {
        if (constraints.isEmpty()) {
            return Worlds.cardinality(params);
        }
        OptionalLong count = counted;
        if (count == null) {
            count = Enumeration.count(this);
            counted = count;
        }
        return count;
    }

    /**
     * Make a configuration of drawn values: constants are added, absent parameters dropped, computed values computed. Whether it keeps
     * the constraints is not asked: see {@link #admits}.
     *
     * @param drawn canonical values by name; those of absent parameters are ignored
     * @throws IllegalArgumentException if the value of a parameter that exists is missing
     * @throws InvalidDeclarationException if a computed value cannot be computed
     */
    public Config complete(Map<String, ?> drawn) {
        return complete((Param param) -> drawn.get(param.name()));
    }

    /**
     * Make a configuration, asking for a value of each parameter that exists, in order; neither for constants nor for computed
     * values.
     *
     * @param draw gives a canonical value; {@code null} is a missing one
     * @throws IllegalArgumentException if a value is missing
     * @throws InvalidDeclarationException if a computed value cannot be computed
     */
    public Config complete(Function<? super Param, ? extends @Nullable Object> draw) {
        Map<String, Object> values = new LinkedHashMap<>(params.size() * 2);
        for (Param param : params) {
            if (!(param.domain() instanceof Domain.SampleFrom) && param.guard().holds(values)) {
                values.put(param.name(), value(param, draw));
            }
        }
        if (!computed.isEmpty()) {
            Computation.run(computed, values);
            values = ordered(values);
        }
        return Config.of(values);
    }

    private static Object value(Param param, Function<? super Param, ? extends @Nullable Object> draw) {
        if (param.domain() instanceof Domain.Constant constant) {
            return constant.value();
        }
        Object value = draw.apply(param);
        if (value == null) {
            throw new IllegalArgumentException("no value for '" + param.name() + "'");
        }
        return value;
    }

    private Map<String, Object> ordered(Map<String, Object> values) {
        Map<String, Object> ordered = new LinkedHashMap<>(values.size() * 2);
        for (String name : names) {
            Object value = values.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        }
        return ordered;
    }

    /** Tell whether a configuration is one of this space: its values lie in their domains, and it keeps the constraints. */
    public boolean contains(Config config) {
        return check(config).isEmpty();
    }

    /** Say what keeps a configuration from being one of this space; nothing if it is one. */
    public List<Problem> check(Config config) {
        Problems problems = Problems.at("");
        new Membership(this, config, problems).checkComplete();
        return problems.all();
    }

    /** Say what keeps a configuration from being completed to one of this space; it may leave parameters open. */
    public List<Problem> checkPartial(Config config) {
        Problems problems = Problems.at("");
        new Membership(this, config, problems).checkPartial();
        return problems.all();
    }

    /**
     * Read points to evaluate, such as {@code rate=0.01, hidden=32, act=relu}; they may leave parameters open.
     *
     * @param place where they stand, for messages
     * @throws InvalidDeclarationException with all that is wrong in all of them
     */
    public List<Config> points(String place, String... points) {
        Problems problems = Problems.at(place);
        List<Config> read = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            Problems here = problems.in("pointsToEvaluate[" + i + "] \"" + points[i].strip() + "\"");
            Membership.point(this, points[i], here).ifPresent(read::add);
        }
        problems.throwIfAny();
        return List.copyOf(read);
    }

    /** Say in words what a parameter may be, its bounds resolved: {@code k  int 1..30}. */
    public String describe(Param param) {
        return param.name() + "  " + description(param);
    }

    /** Say in words what all parameters may be, one a line, in columns, then the constraints. */
    public String describe() {
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Param param : params) {
            text.append(param.name()).append(" ".repeat(width - param.name().length() + 2));
            text.append(description(param)).append('\n');
        }
        constraints.all().forEach(constraint -> text.append(constraint.entry()).append('\n'));
        return text.toString();
    }

    private static String description(Param param) {
        String when = param.guard().clauses().isEmpty() ? "" : " if " + param.guard();
        return Domains.describe(param.domain()) + when;
    }

    /**
     * Write the space in the string spelling, all values settled, one entry a parameter or constraint: equal for equal spaces,
     * however they were written. {@link #parse} reads them back, except for computed values and constraints in code, of which only
     * the names are there.
     */
    public List<String> entries() {
        return Stream.concat(
                        params.stream()
                                .map(param -> param.name() + " = " + DomainFunction.source(param.domain())
                                        + (param.guard().clauses().isEmpty() ? "" : " if " + param.guard())),
                        constraints.all().stream().map(Constraint::entry))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParamSpace space && entries().equals(space.entries());
    }

    @Override
    public int hashCode() {
        return Objects.hash(entries());
    }

    @Override
    public String toString() {
        return entries().toString();
    }
}
