package dev.jtune.report.html;

import dev.jtune.Config;
import dev.jtune.TrialResult;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as charts see it: numbers between two ends, or one of some values.
 *
 * @param name its name
 * @param values the values as text, empty for numbers
 * @param lower the smallest number
 * @param upper the largest number
 * @param log whether the logarithm is even
 * @param whole whether all numbers are whole
 * @param bounded whether the ends are bounds of the search, and not only what it saw
 * @param optional whether some trials do not have it
 */
record Axis(
        String name,
        List<String> values,
        double lower,
        double upper,
        boolean log,
        boolean whole,
        boolean bounded,
        boolean optional) {

    /** Return the axes of all parameters that differ between trials. */
    static List<Axis> of(@Nullable ParamSpace space, List<TrialResult> trials) {
        Map<String, List<Param>> params = new LinkedHashMap<>();
        if (space != null) {
            space.params()
                    .forEach(param -> params.computeIfAbsent(param.name(), name -> new ArrayList<>())
                            .add(param));
        }
        for (TrialResult trial : trials) {
            trial.config().names().forEach(name -> params.computeIfAbsent(name, other -> new ArrayList<>()));
        }
        List<Axis> axes = new ArrayList<>();
        params.forEach((name, declared) -> {
            Axis axis = of(name, declared, trials);
            if (axis.isNumeric() ? axis.lower < axis.upper : axis.values.size() > 1) {
                axes.add(axis);
            }
        });
        return axes;
    }

    private static Axis of(String name, List<Param> declared, List<TrialResult> trials) {
        Set<Object> seen = new LinkedHashSet<>();
        boolean optional = false;
        for (TrialResult trial : trials) {
            Object value = trial.config().asMap().get(name);
            if (value == null) {
                optional = true;
            } else {
                seen.add(value);
            }
        }
        boolean listed = declared.stream()
                .anyMatch(param -> param.domain() instanceof Domain.Choice || param.domain() instanceof Domain.Grid);
        if (!listed && seen.stream().allMatch(Axis::isFinite)) {
            return between(name, declared, seen, optional);
        }
        Set<String> values = new LinkedHashSet<>();
        for (Param param : declared) {
            if (param.domain() instanceof Domain.Choice choice) {
                choice.values().forEach(value -> values.add(Shown.value(value)));
            } else if (param.domain() instanceof Domain.Grid grid) {
                grid.values().forEach(value -> values.add(Shown.value(value)));
            }
        }
        seen.forEach(value -> values.add(Shown.value(value)));
        return new Axis(name, List.copyOf(values), 0, values.size() - 1.0, false, false, false, optional);
    }

    private static Axis between(String name, List<Param> declared, Set<Object> seen, boolean optional) {
        List<Range> ranges = declared.stream()
                .flatMap(param -> Range.of(param.domain()).stream())
                .toList();
        double lower = seen.stream().mapToDouble(Axis::toDouble).min().orElse(Double.POSITIVE_INFINITY);
        double upper = seen.stream().mapToDouble(Axis::toDouble).max().orElse(Double.NEGATIVE_INFINITY);
        for (Range range : ranges) {
            lower = Math.min(lower, range.lower);
            upper = Math.max(upper, range.upper);
        }
        boolean log = lower > 0 && ranges.stream().anyMatch(range -> range.log);
        boolean bounded = !ranges.isEmpty() && ranges.size() == declared.size();
        boolean whole = seen.stream().allMatch(Long.class::isInstance);
        return new Axis(name, List.of(), lower, upper, log, whole, bounded, optional);
    }

    /** The bounds of a domain. */
    private record Range(double lower, double upper, boolean log) {
        static Optional<Range> of(Domain domain) {
            if (domain instanceof Domain.Real real) {
                return Optional.of(new Range(real.lower(), real.upper(), real.log()));
            }
            return domain instanceof Domain.Int whole
                    ? Optional.of(new Range(whole.lower(), whole.upper(), whole.log()))
                    : Optional.empty();
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private static double toDouble(Object value) {
        return ((Number) value).doubleValue();
    }

    boolean isNumeric() {
        return values.isEmpty();
    }

    /** Return where a configuration lies: a number, or the index of a value; {@code NaN} where it does not have the parameter. */
    double position(Config config) {
        Object value = config.asMap().get(name);
        if (value == null) {
            return Double.NaN;
        }
        return isNumeric() ? toDouble(value) : values.indexOf(Shown.value(value));
    }

    /** Return the position from 0, the lower end, to 1. */
    double unit(double position) {
        return log ? Math.log(position / lower) / Math.log(upper / lower) : (position - lower) / (upper - lower);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("values", values);
        json.put("lower", Shown.rounded(lower));
        json.put("upper", Shown.rounded(upper));
        json.put("log", log);
        json.put("whole", whole);
        json.put("optional", optional);
        return json;
    }
}
