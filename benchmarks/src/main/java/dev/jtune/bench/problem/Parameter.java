package dev.jtune.bench.problem;

import dev.jtune.Config;
import dev.jtune.space.SpaceBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parameter of a problem, as a user would declare it, and its place in a lookup.
 *
 * <p>Unordered levels are a {@code choice}, ordered ones a {@code choice(..., ordered=true)} of their numbers, ranges are
 * {@code uniform}, {@code loguniform}, {@code randint} or {@code lograndint}. Distances are 0 or 1 between unordered levels, else
 * the difference of coordinates from 0 to 1.
 */
public sealed interface Parameter {
    /** Return its name in a configuration. */
    String name();

    /** Declare it. */
    void addTo(SpaceBuilder space);

    /** Return the coordinate of a value in a table. */
    double coordinate(String cell);

    /** Return the coordinate of a value in a configuration. */
    double coordinate(Config config);

    /** Tell whether levels are equal or not, and nothing else. */
    boolean isUnordered();

    /** Return the number of levels. */
    int levels();

    /** Return the index of the level at a coordinate. */
    int level(double coordinate);

    /** Read a parameter of {@code problem.json}. */
    static Parameter of(Spec spec) {
        String name = spec.text("name");
        String type = spec.text("type");
        return switch (type) {
            case "categorical", "boolean" -> Levels.of(name, spec.list("values"), false);
            case "ordinal" -> Levels.of(name, spec.list("values"), true);
            case "int", "float" ->
                new Range(name, spec.number("low"), spec.number("high"), spec.isTrue("log"), type.equals("int"));
            default -> throw new IllegalArgumentException("parameter " + name + " has the unknown type " + type);
        };
    }

    /** Declare parameters in order, each under its condition. */
    static Consumer<SpaceBuilder> declaration(List<Spec> specs) {
        return space -> specs.forEach(spec -> {
            Parameter parameter = of(spec);
            Optional<Spec> condition = spec.has("condition") ? Optional.of(spec.spec("condition")) : Optional.empty();
            condition.ifPresentOrElse(
                    when -> space.when(when.text("parent"), when.list("values"), parameter::addTo),
                    () -> parameter.addTo(space));
        });
    }

    /**
     * One of a list.
     *
     * @param values as a configuration holds them
     * @param cells the index of each value as a table writes it
     */
    record Levels(String name, List<?> values, Map<String, Integer> cells, boolean ordered) implements Parameter {
        static Levels of(String name, List<?> values, boolean ordered) {
            Map<String, Integer> cells = new HashMap<>();
            values.forEach(value -> cells.put(text(String.valueOf(value)), cells.size()));
            List<?> canonical = (List<?>) Config.of(Map.of(name, values)).get(name);
            return new Levels(name, canonical, Map.copyOf(cells), ordered);
        }

        /** Numbers are written in several ways: six significant digits tell levels apart. */
        private static String text(String value) {
            try {
                return String.format(Locale.ROOT, "%.5e", Double.parseDouble(value));
            } catch (NumberFormatException e) {
                return value.toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public void addTo(SpaceBuilder space) {
            if (ordered) {
                space.orderedChoice(name, values.toArray());
            } else {
                space.choice(name, values.toArray());
            }
        }

        @Override
        public double coordinate(String cell) {
            Integer index = cells.get(text(cell));
            if (index == null) {
                throw new IllegalArgumentException(name + " has no level " + cell);
            }
            return scaled(index);
        }

        @Override
        public double coordinate(Config config) {
            return scaled(values.indexOf(config.get(name)));
        }

        private double scaled(int index) {
            return ordered ? index / (double) Math.max(1, values.size() - 1) : index;
        }

        @Override
        public boolean isUnordered() {
            return !ordered;
        }

        @Override
        public int levels() {
            return values.size();
        }

        @Override
        public int level(double coordinate) {
            return (int) Math.round(ordered ? coordinate * (values.size() - 1) : coordinate);
        }
    }

    /** A range of numbers. */
    record Range(String name, double low, double high, boolean log, boolean integer) implements Parameter {
        @Override
        public void addTo(SpaceBuilder space) {
            if (integer && log) {
                space.lograndint(name, (long) low, (long) high + 1);
            } else if (integer) {
                space.randint(name, (long) low, (long) high + 1);
            } else if (log) {
                space.loguniform(name, low, high);
            } else {
                space.uniform(name, low, high);
            }
        }

        @Override
        public double coordinate(String cell) {
            return unit(Double.parseDouble(cell));
        }

        @Override
        public double coordinate(Config config) {
            return unit(config.getDouble(name));
        }

        private double unit(double value) {
            return log
                    ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                    : (value - low) / (high - low);
        }

        @Override
        public boolean isUnordered() {
            return false;
        }

        @Override
        public int levels() {
            throw new UnsupportedOperationException(name + " has no levels");
        }

        @Override
        public int level(double coordinate) {
            throw new UnsupportedOperationException(name + " has no levels");
        }
    }
}
