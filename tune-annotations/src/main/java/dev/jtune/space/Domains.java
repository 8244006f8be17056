package dev.jtune.space;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Questions about single domains: what lies in them, how many values they have, how they are shown. */
final class Domains {

    /** Multiples of a step are exact up to rounding errors of this share of a step. */
    private static final double TOLERANCE = 1e-6;

    private Domains() {}

    /**
     * Tell whether a canonical value lies in the domain. A bound of real numbers lies in it, although a draw never gives an
     * excluded one: whoever names a point by hand means it.
     */
    static boolean contains(Domain domain, Object value) {
        if (domain instanceof Domain.Real real) {
            return value instanceof Double number
                    && number >= real.lower()
                    && number <= real.upper()
                    && isMultiple(number, real.q());
        }
        if (domain instanceof Domain.Normal normal) {
            return value instanceof Double number && Double.isFinite(number) && isMultiple(number, normal.q());
        }
        if (domain instanceof Domain.Int range) {
            return value instanceof Long number
                    && number >= range.lower()
                    && number <= range.upper()
                    && number % range.q() == 0;
        }
        return values(domain).map(list -> list.contains(value)).orElse(true);
    }

    private static boolean isMultiple(double value, double q) {
        return q == 0 || Math.abs(value / q - Math.rint(value / q)) < TOLERANCE;
    }

    /**
     * Return the value of the domain that somebody meant: an integer for a real number, and a word by its unique match that
     * ignores case and takes {@code -} for {@code _}. Empty where nothing matches.
     */
    static Optional<Object> meant(Domain domain, Object value) {
        if (contains(domain, value)) {
            return Optional.of(value);
        }
        if (value instanceof Long number && contains(domain, number.doubleValue())) {
            return Optional.of(number.doubleValue());
        }
        if (value instanceof Double number && number == Math.rint(number) && contains(domain, number.longValue())) {
            return Optional.of(number.longValue());
        }
        if (!(value instanceof String word)) {
            return Optional.empty();
        }
        List<Object> matches = values(domain).orElse(List.of()).stream()
                .filter(each -> each instanceof String other && sameWord(word, other))
                .toList();
        return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
    }

    private static boolean sameWord(String one, String other) {
        return one.replace('-', '_').equalsIgnoreCase(other.replace('-', '_'));
    }

    /** Return the values of a domain that lists them. */
    static Optional<List<Object>> values(Domain domain) {
        if (domain instanceof Domain.Choice choice) {
            return Optional.of(choice.values());
        }
        if (domain instanceof Domain.Grid grid) {
            return Optional.of(grid.values());
        }
        return domain instanceof Domain.Constant constant ? Optional.of(List.of(constant.value())) : Optional.empty();
    }

    /** Return the number of values; empty where there is no end of them. A computed value adds none of its own. */
    static OptionalLong size(Domain domain) {
        if (domain instanceof Domain.Real real) {
            double steps = (real.upper() - real.lower()) / real.q();
            return real.q() > 0 && steps < 1e15 ? OptionalLong.of(Math.round(steps) + 1) : OptionalLong.empty();
        }
        if (domain instanceof Domain.Normal) {
            return OptionalLong.empty();
        }
        if (domain instanceof Domain.Int range) {
            long width = range.upper() - range.lower();
            return width < 0 || width == Long.MAX_VALUE
                    ? OptionalLong.of(Long.MAX_VALUE)
                    : OptionalLong.of(width / range.q() + 1);
        }
        return OptionalLong.of(values(domain).map(List::size).orElse(1));
    }

    /** Say what may be drawn, bounds resolved: {@code int 1..30}, {@code double 1e-5..0.1 log}, {@code l1 | l2}. */
    static String describe(Domain domain) {
        if (domain instanceof Domain.Real real) {
            String range = Literals.number(real.lower()) + ".." + Literals.number(real.upper());
            return "double " + range + step(real.q()) + (real.log() ? " log" : "");
        }
        if (domain instanceof Domain.Normal normal) {
            String shape = Literals.number(normal.mean()) + ", sd " + Literals.number(normal.sd());
            return "double normal, mean " + shape + step(normal.q());
        }
        if (domain instanceof Domain.Int range) {
            String step = range.q() == 1 ? "" : " step " + range.q();
            return "int " + range.lower() + ".." + range.upper() + step + (range.log() ? " log" : "");
        }
        if (domain instanceof Domain.Choice choice) {
            return joined(choice.values(), choice.ordered() ? " < " : " | ");
        }
        if (domain instanceof Domain.Grid grid) {
            return "grid " + joined(grid.values(), ", ");
        }
        if (domain instanceof Domain.SampleFrom from) {
            return from.source();
        }
        return "= " + Literals.plain(((Domain.Constant) domain).value());
    }

    private static String step(double q) {
        return q > 0 ? " step " + Literals.number(q) : "";
    }

    private static String joined(List<Object> values, String separator) {
        return values.stream().map(Literals::plain).collect(Collectors.joining(separator));
    }
}
