package dev.jtune.search.cube;

import dev.jtune.space.Domain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * One dimension of a {@link UnitCube}: maps the half-open unit interval onto the values of a domain, and back.
 *
 * <p>{@code StrictMath} keeps the values the same on every machine.
 */
sealed interface Axis {

    /** Return the value at a coordinate of at least 0 and less than 1. */
    Object at(double unit);

    /** Return the number at a coordinate, where values are numbers. */
    default double numberAt(double unit) {
        return ((Number) at(unit)).doubleValue();
    }

    /**
     * Return a coordinate at which the value lies: the middle of its part where values are discrete.
     *
     * @throws IllegalArgumentException if the value is not one of the domain
     */
    double of(Object value);

    /** Return the parts that its values own; empty where values are real numbers. */
    default Optional<Lattice> lattice() {
        return Optional.empty();
    }

    /** Return the coordinate by which all coordinates of one value are known. */
    default double settle(double unit) {
        return lattice().map(parts -> parts.of(parts.at(unit))).orElse(unit);
    }

    /** Return the dimension of a domain that is drawn from; empty for one that is not. */
    static Optional<Axis> of(Domain domain) {
        if (domain instanceof Domain.Real real) {
            return Optional.of(real.q() == 0 ? new Continuous(real) : Multiples.of(real));
        }
        if (domain instanceof Domain.Int integers) {
            return Optional.of(Integers.of(integers));
        }
        if (domain instanceof Domain.Normal normal) {
            return Optional.of(new Bell(normal));
        }
        if (domain instanceof Domain.Choice choice) {
            return Optional.of(
                    new OneOf(choice.values(), new Lattice(0, choice.values().size() - 1L, false)));
        }
        return Optional.empty();
    }

    private static IllegalArgumentException outside(Object value, Object domain) {
        return new IllegalArgumentException(value + " is not a value of " + domain);
    }

    private static double number(Object value, Object domain) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw outside(value, domain);
    }

    /** Real numbers; the upper bound is excluded. */
    record Continuous(Domain.Real domain) implements Axis {
        @Override
        public Object at(double unit) {
            return numberAt(unit);
        }

        @Override
        public double numberAt(double unit) {
            double value = domain.log()
                    ? StrictMath.exp(between(StrictMath.log(domain.lower()), StrictMath.log(domain.upper()), unit))
                    : between(domain.lower(), domain.upper(), unit);
            return Math.max(domain.lower(), Math.min(Math.nextDown(domain.upper()), value));
        }

        @Override
        public double of(Object value) {
            double number = number(value, domain);
            if (!(domain.lower() <= number && number <= domain.upper())) {
                throw outside(value, domain);
            }
            double unit = domain.log()
                    ? share(StrictMath.log(domain.lower()), StrictMath.log(domain.upper()), StrictMath.log(number))
                    : share(domain.lower(), domain.upper(), number);
            return Math.max(0, Math.min(Math.nextDown(1.0), unit));
        }

        /** Unlike {@code lower + unit * (upper - lower)}, this does not overflow. */
        private static double between(double lower, double upper, double unit) {
            return lower * (1 - unit) + upper * unit;
        }

        private static double share(double lower, double upper, double number) {
            return (number / 2 - lower / 2) / (upper / 2 - lower / 2);
        }
    }

    /** Multiples of a real step. */
    record Multiples(Domain.Real domain, BigDecimal step, Lattice parts) implements Axis {
        @Override
        public Optional<Lattice> lattice() {
            return Optional.of(parts);
        }

        static Multiples of(Domain.Real domain) {
            BigDecimal step = BigDecimal.valueOf(domain.q());
            Lattice lattice = new Lattice(nearest(domain.lower(), step), nearest(domain.upper(), step), domain.log());
            return new Multiples(domain, step, lattice);
        }

        @Override
        public Object at(double unit) {
            return multiple(step, parts.at(unit));
        }

        @Override
        public double of(Object value) {
            long index = nearest(number(value, domain), step);
            if (!parts.contains(index) || multiple(step, index) != number(value, domain)) {
                throw outside(value, domain);
            }
            return parts.of(index);
        }

        /** In decimals, so that three steps of 0.1 are 0.3 and not 0.30000000000000004. */
        static double multiple(BigDecimal step, long index) {
            return step.multiply(BigDecimal.valueOf(index)).doubleValue();
        }

        static long nearest(double value, BigDecimal step) {
            return BigDecimal.valueOf(value)
                    .divide(step, 0, RoundingMode.HALF_EVEN)
                    .longValueExact();
        }
    }

    /** Multiples of a whole step; bounds that are none move inwards. */
    record Integers(Domain.Int domain, Lattice parts) implements Axis {
        @Override
        public Optional<Lattice> lattice() {
            return Optional.of(parts);
        }

        static Integers of(Domain.Int domain) {
            long below = Math.floorDiv(domain.lower(), domain.q());
            long first = Math.floorMod(domain.lower(), domain.q()) == 0 ? below : below + 1;
            long last = Math.floorDiv(domain.upper(), domain.q());
            return new Integers(domain, new Lattice(first, last, domain.log()));
        }

        @Override
        public Object at(double unit) {
            return parts.at(unit) * domain.q();
        }

        @Override
        public double of(Object value) {
            if (!(value instanceof Long number) || number % domain.q() != 0 || !parts.contains(number / domain.q())) {
                throw outside(value, domain);
            }
            return parts.of(number / domain.q());
        }
    }

    /** Normally distributed numbers. */
    record Bell(Domain.Normal domain) implements Axis {
        private static final NormalDistribution STANDARD = new NormalDistribution();
        /** Keeps the tails finite, at 8.2 standard deviations. */
        private static final double EDGE = 0x1p-53;

        @Override
        public Object at(double unit) {
            double inside = Math.max(EDGE, Math.min(1 - EDGE, unit));
            double value = domain.mean() + domain.sd() * STANDARD.inverseCumulativeProbability(inside);
            if (domain.q() == 0) {
                return value;
            }
            BigDecimal step = BigDecimal.valueOf(domain.q());
            return Multiples.multiple(step, Multiples.nearest(value, step));
        }

        @Override
        public double settle(double unit) {
            return domain.q() == 0 ? unit : of(at(unit));
        }

        @Override
        public double of(Object value) {
            double score = (number(value, domain) - domain.mean()) / domain.sd();
            return Math.min(1 - EDGE, STANDARD.cumulativeProbability(score));
        }
    }

    /** One of a list. */
    record OneOf(List<Object> values, Lattice parts) implements Axis {
        @Override
        public Optional<Lattice> lattice() {
            return Optional.of(parts);
        }

        @Override
        public Object at(double unit) {
            return values.get((int) parts.at(unit));
        }

        @Override
        public double of(Object value) {
            int index = values.indexOf(value);
            if (index < 0) {
                throw outside(value, values);
            }
            return parts.of(index);
        }
    }
}
