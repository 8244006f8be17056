package dev.jtune.space;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Something that every configuration of a space keeps, such as {@code hidden2 <= hidden1}. Immutable.
 *
 * <p>A constraint that reads a parameter which a configuration does not have is kept by it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Constraint {
    private final String text;
    private final Slots slots;
    private final @Nullable Expression formula;
    private final int[] read;
    private final Guard guard;
    private final @Nullable Predicate<Config> code;

    private Constraint(
            String text,
            Slots slots,
            @Nullable Expression formula,
            int[] read,
            Guard guard,
            @Nullable Predicate<Config> code) {
        this.text = text;
        this.slots = slots;
        this.formula = formula;
        this.read = read;
        this.guard = guard;
        this.code = code;
    }

    /** Create one in words, whose names stand in slots. */
    static Constraint of(Expression formula, Slots slots) {
        int[] read = names(formula).mapToInt(Expression.Name::slot).distinct().toArray();
        return new Constraint(formula.text(), slots, formula, read, Guard.ALWAYS, null);
    }

    /** Create one in code, which counts where a condition holds. */
    static Constraint of(String name, Predicate<Config> code, Guard guard) {
        return new Constraint(name, new Slots(), null, new int[0], guard, code);
    }

    static java.util.stream.Stream<Expression.Name> names(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return java.util.stream.Stream.of(name);
        }
        return expression instanceof Expression.Operation operation
                ? operation.of().stream().flatMap(Constraint::names)
                : java.util.stream.Stream.empty();
    }

    /** Return it as {@code where} takes it; one in code is known by its name. */
    public String text() {
        return text;
    }

    /** Tell whether it is a function that takes whole configurations. */
    public boolean isCode() {
        return code != null;
    }

    /** Return the parameters that it reads; none for one in code, which may read all. */
    public List<String> names() {
        return IntStream.of(read).mapToObj(slots.names()::get).toList();
    }

    /**
     * Tell whether a configuration keeps it.
     *
     * @throws InvalidDeclarationException if its code throws anything but {@link NoSuchElementException}
     */
    public boolean holds(Config config) {
        return formula == null ? holdsInCode(config) : holds(slots.values(config.asMap()));
    }

    private boolean holdsInCode(Config config) {
        try {
            return code == null || !guard.holds(config) || code.test(config);
        } catch (NoSuchElementException e) {
            return true; // it asks for a parameter that the configuration does not have
        } catch (RuntimeException e) {
            InvalidDeclarationException exception = new InvalidDeclarationException(
                    Problem.of("TUNE-059", "where " + text, "the constraint threw " + e + " for " + config));
            exception.initCause(e);
            throw exception;
        }
    }

    boolean holds(double[] values) {
        return formula == null || lacksValue(values) || formula.value(values) != 0;
    }

    /** Return by how much values miss it: 0 where they keep it, and only there. */
    double excess(double[] values) {
        return formula == null || lacksValue(values) ? 0 : formula.excess(values, true);
    }

    private boolean lacksValue(double[] values) {
        for (int slot : read) {
            if (Double.isNaN(values[slot])) {
                return true;
            }
        }
        return false;
    }

    /** Return it as an entry of a space; one in code is a comment. */
    String entry() {
        return (isCode() ? "# where code: " : "where ")
                + text
                + (guard.clauses().isEmpty() ? "" : " if " + guard);
    }

    @Override
    public String toString() {
        return text;
    }
}
