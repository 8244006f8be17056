package dev.jtune.space;

import dev.jtune.Config;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Walks through all configurations of a finite space that keep its constraints, leaving out what no value can mend any more. */
final class Enumeration {
    /** What takes longer to walk through than a user would wait at discovery stays uncounted. */
    private static final int MOST_STEPS = 200_000;

    private final List<Param> params;
    private final ConstraintSet constraints;
    private final long enough;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final double[] read;
    private long found;
    private int steps;

    private Enumeration(ParamSpace space, long enough) {
        this.params = space.params().stream()
                .filter(param -> !(param.domain() instanceof Domain.SampleFrom))
                .toList();
        this.constraints = space.constraintSet();
        this.enough = enough;
        this.read = new double[constraints.names().size()];
        Arrays.fill(read, Double.NaN);
    }

    /** Count the configurations; empty where there is no end of them, or too many, or where the constraints read computed values. */
    static OptionalLong count(ParamSpace space) {
        return isCountable(space) ? new Enumeration(space, Long.MAX_VALUE).count() : OptionalLong.empty();
    }

    /** Tell whether it is certain that no configuration keeps the constraints. */
    static boolean isEmpty(ParamSpace space) {
        if (!isCountable(space)) {
            return false;
        }
        OptionalLong first = new Enumeration(space, 1).count();
        return first.isPresent() && first.getAsLong() == 0;
    }

    private static boolean isCountable(ParamSpace space) {
        ConstraintSet constraints = space.constraintSet();
        return space.params().stream()
                .allMatch(param -> param.domain() instanceof Domain.SampleFrom
                        ? !constraints.hasCode() && !constraints.names().contains(param.name())
                        : Domains.size(param.domain()).isPresent());
    }

    private OptionalLong count() {
        return walk(0) ? OptionalLong.of(found) : OptionalLong.empty();
    }

    /** Walk through the values of a parameter and all after it; {@code false} where that takes too long. */
    private boolean walk(int index) {
        if (++steps > MOST_STEPS) {
            return false;
        }
        if (index == params.size()) {
            found += !constraints.hasCode() || constraints.hold(Config.of(values)) ? 1 : 0;
            return true;
        }
        Param param = params.get(index);
        if (!param.guard().holds(values)) {
            return walk(index + 1);
        }
        int slot = constraints.names().indexOf(param.name());
        long size = Domains.size(param.domain()).orElse(0);
        boolean complete = true;
        for (long i = 0; i < size && complete && found < enough; i++) {
            Object value = value(param.domain(), i);
            if (slot >= 0) {
                read[slot] = constraints.code(value);
            }
            values.put(param.name(), value);
            complete = constraints.hold(read) ? walk(index + 1) : ++steps <= MOST_STEPS;
        }
        values.remove(param.name());
        if (slot >= 0) {
            read[slot] = Double.NaN;
        }
        return complete;
    }

    private static Object value(Domain domain, long index) {
        if (domain instanceof Domain.Int range) {
            return (Math.floorDiv(range.lower() + range.q() - 1, range.q()) + index) * range.q();
        }
        if (domain instanceof Domain.Real real) {
            long first = Math.round(real.lower() / real.q());
            return BigDecimal.valueOf(real.q())
                    .multiply(BigDecimal.valueOf(first + index))
                    .doubleValue();
        }
        return Domains.values(domain).orElseThrow().get((int) index);
    }
}
