package dev.jtune.space;

import dev.jtune.Config;
import java.util.List;
import org.apiguardian.api.API;

/**
 * All constraints of a space, as algorithms ask for them: over the values that they read, as numbers in a fixed order.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConstraintSet {
    static final ConstraintSet NONE = new ConstraintSet(List.of(), new Slots());

    private final List<Constraint> all;
    private final Constraint[] formulas;
    private final boolean hasCode;
    private final Slots slots;

    ConstraintSet(List<Constraint> all, Slots slots) {
        this.all = List.copyOf(all);
        this.formulas = all.stream().filter(each -> !each.isCode()).toArray(Constraint[]::new);
        this.hasCode = formulas.length < all.size();
        this.slots = slots;
    }

    /** Return the constraints. */
    public List<Constraint> all() {
        return all;
    }

    /** Tell whether there is none. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Tell whether any is a function, which takes whole configurations. */
    public boolean hasCode() {
        return hasCode;
    }

    /** Return the parameters that those in words read, in the order in which they take values. */
    public List<String> names() {
        return slots.names();
    }

    /** Return the number that stands for a canonical value; equal values have the same. */
    public double code(Object value) {
        return slots.code(value);
    }

    /** Tell whether all that are in words hold for values, {@code NaN} where there is none. */
    public boolean hold(double... values) {
        for (Constraint formula : formulas) {
            if (!formula.holds(values)) {
                return false;
            }
        }
        return true;
    }

    /** Return by how much values miss those in words, in all: 0 where they keep them, and only there. */
    public double excess(double... values) {
        double sum = 0;
        for (Constraint formula : formulas) {
            sum += formula.excess(values);
        }
        return sum;
    }

    /** Tell whether a configuration keeps all. */
    public boolean hold(Config config) {
        if (all.isEmpty()) {
            return true;
        }
        return hold(slots.values(config.asMap()))
                && (!hasCode || all.stream().allMatch(each -> !each.isCode() || each.holds(config)));
    }

    /** Return by how much a configuration misses all: 0 where it keeps them; each that is in code and does not hold counts 1. */
    public double excess(Config config) {
        double sum = excess(slots.values(config.asMap()));
        for (Constraint each : all) {
            sum += each.isCode() && !each.holds(config) ? 1 : 0;
        }
        return sum;
    }
}
