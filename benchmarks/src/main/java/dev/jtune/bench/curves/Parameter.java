package dev.jtune.bench.curves;

import dev.jtune.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parameter of a problem, and its place in a lookup.
 *
 * <p>A parameter with levels is searched by the index of the level. Distances are 0 or 1 between unordered levels, else the
 * difference of coordinates from 0 to 1.
 */
sealed interface Parameter {
    String name();

    /** Return its entry in a space. */
    String entry();

    /** Return the coordinate of a value in a table. */
    double coordinate(String cell);

    /** Return the coordinate of a value in a configuration. */
    double coordinate(Config config);

    double distance(double one, double other);

    /** Return the number of levels. */
    int levels();

    /** Return the index of the level at a coordinate. */
    int level(double coordinate);

    static Parameter of(Spec spec) {
        String name = spec.text("name");
        String type = spec.text("type");
        return switch (type) {
            case "categorical", "boolean" -> new Levels(name, texts(spec.list("values")), false);
            case "ordinal" -> new Levels(name, texts(spec.list("values")), true);
            case "int", "float" ->
                new Range(name, spec.number("low"), spec.number("high"), spec.isTrue("log"), type.equals("int"));
            default -> throw new IllegalArgumentException("parameter " + name + " has the unknown type " + type);
        };
    }

    private static List<String> texts(List<?> values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(text(String.valueOf(value)));
        }
        return texts;
    }

    /** Numbers are written in several ways: six significant digits tell levels apart. */
    private static String text(String value) {
        try {
            return String.format(Locale.ROOT, "%.5e", Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return value.toLowerCase(Locale.ROOT);
        }
    }

    /** One of a list. */
    record Levels(String name, List<String> values, boolean ordered) implements Parameter {
        @Override
        public String entry() {
            return name + " = randint(0, " + values.size() + ")";
        }

        @Override
        public double coordinate(String cell) {
            int index = values.indexOf(text(cell));
            if (index < 0) {
                throw new IllegalArgumentException(name + " has no level " + cell);
            }
            return scaled(index);
        }

        @Override
        public double coordinate(Config config) {
            return scaled(config.getInt(name));
        }

        private double scaled(int index) {
            return ordered ? index / (double) Math.max(1, values.size() - 1) : index;
        }

        @Override
        public double distance(double one, double other) {
            return ordered ? Math.abs(one - other) : one == other ? 0 : 1;
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
        public String entry() {
            String function = integer ? log ? "qlograndint" : "qrandint" : log ? "loguniform" : "uniform";
            return integer
                    ? name + " = " + function + "(" + (long) low + ", " + (long) high + ", 1)"
                    : name + " = " + function + "(" + low + ", " + high + ")";
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
        public double distance(double one, double other) {
            return Math.abs(one - other);
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
