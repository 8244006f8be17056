package dev.jtune.space;

import dev.jtune.Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The functions of the string spelling, each with its parameters. */
enum DomainFunction {
    UNIFORM("lower", "upper"),
    QUNIFORM("lower", "upper", "q"),
    LOGUNIFORM("lower", "upper"),
    QLOGUNIFORM("lower", "upper", "q"),
    RANDN("mean?", "sd?"),
    QRANDN("mean", "sd", "q"),
    RANDINT("lower", "upper"),
    QRANDINT("lower", "upper", "q?"),
    LOGRANDINT("lower", "upper"),
    QLOGRANDINT("lower", "upper", "q?"),
    CHOICE("value..."),
    GRID_SEARCH("value..."),
    SAMPLE_FROM("method");

    /** Finds the function behind {@code sample_from('name')}, or reports why there is none. */
    @FunctionalInterface
    interface Sources {
        @Nullable
        Function<Config, Object> find(String method, Problems problems);
    }

    @SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
    private final List<String> parameters;

    private final int required;

    DomainFunction(String... parameters) {
        this.required = (int)
                Arrays.stream(parameters).filter(name -> !name.endsWith("?")).count();
        this.parameters =
                Arrays.stream(parameters).map(name -> name.replace("?", "")).toList();
    }

    /** Return the name in the string spelling. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DomainFunction> named(String word) {
        return Arrays.stream(values()).filter(f -> f.written().equals(word)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(DomainFunction::written).toList();
    }

    /** Return {@code write uniform(lower, upper)} for a function's name. */
    static String usage(String word) {
        return named(word).map(f -> "write " + f.signature()).orElse("");
    }

    /** Return {@code uniform(lower, upper)}. */
    String signature() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            shown.add(i < required ? parameters.get(i) : "[" + parameters.get(i) + "]");
        }
        return written() + "(" + String.join(", ", shown).replace("value...", "value, value, ...") + ")";
    }

    /** Make the domain of a call; what is wrong becomes a problem, and the answer null. */
    static @Nullable Domain domain(EntryParser.Call call, Problems problems, Sources sources) {
        Optional<DomainFunction> function = named(call.function());
        if (function.isEmpty()) {
            problems.add(
                    "TUNE-005",
                    "there is no function '" + call.function() + "'",
                    Nearest.hint(call.function(), names(), "use one of " + String.join(", ", names())));
            return null;
        }
        return switch (function.get()) {
            case CHOICE -> function.get().choice(call, problems);
            case GRID_SEARCH -> function.get().grid(call, problems);
            case SAMPLE_FROM -> function.get().sampleFrom(call, problems, sources);
            default -> function.get().numeric(call, problems);
        };
    }

    private @Nullable Domain choice(EntryParser.Call call, Problems problems) {
        Map<String, Object> named = new LinkedHashMap<>(call.named());
        Object given = named.remove("ordered");
        if (!named.isEmpty() || !(given == null || given instanceof Boolean)) {
            problems.add("TUNE-006", "choice knows only the named argument ordered=true or ordered=false", "");
            return null;
        }
        List<Object> values = values(call, problems);
        return values.isEmpty() ? null : new Domain.Choice(values, Boolean.TRUE.equals(given));
    }

    private @Nullable Domain grid(EntryParser.Call call, Problems problems) {
        if (!call.named().isEmpty()) {
            problems.add("TUNE-006", "grid_search has no named arguments", "write " + signature());
            return null;
        }
        List<Object> values = values(call, problems);
        return values.isEmpty() ? null : new Domain.Grid(values);
    }

    /** One list as the only argument stands for its elements, as in Ray Tune. */
    private List<Object> values(EntryParser.Call call, Problems problems) {
        List<Object> values = new ArrayList<>(call.arguments());
        if (values.size() == 1 && values.get(0) instanceof List<?> list) {
            values = new ArrayList<>(list);
        }
        if (values.isEmpty()) {
            problems.add("TUNE-018", written() + " needs at least one value", "write " + signature());
        }
        return values;
    }

    private @Nullable Domain sampleFrom(EntryParser.Call call, Problems problems, Sources sources) {
        if (call.arguments().size() != 1
                || !call.named().isEmpty()
                || !(call.arguments().get(0) instanceof String)) {
            problems.add(
                    "TUNE-006",
                    "sample_from takes the name of one static method",
                    "write sample_from('name') or, in code, builder().sampleFrom(name, config -> ...)");
            return null;
        }
        String method = (String) call.arguments().get(0);
        Function<Config, Object> found = sources.find(method, problems);
        return found == null ? null : new Domain.SampleFrom(written() + "(" + Literals.text(method) + ")", found);
    }

    private @Nullable Domain numeric(EntryParser.Call call, Problems problems) {
        Map<String, Object> arguments = matched(call, problems);
        if (arguments.isEmpty()) {
            return this == RANDN && call.arguments().isEmpty() && call.named().isEmpty()
                    ? new Domain.Normal(0, 1, 0)
                    : null;
        }
        return integer() ? integers(arguments, problems) : reals(arguments, problems);
    }

    private boolean integer() {
        return this == RANDINT || this == QRANDINT || this == LOGRANDINT || this == QLOGRANDINT;
    }

    private @Nullable Domain reals(Map<String, Object> arguments, Problems problems) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        arguments.forEach((name, value) -> real(name, value, problems).ifPresent(number -> numbers.put(name, number)));
        if (numbers.size() < arguments.size()) {
            return null;
        }
        double q = numbers.getOrDefault("q", DomainRules.NO_STEP);
        if (this == RANDN || this == QRANDN) {
            return DomainRules.normal(problems, numbers.getOrDefault("mean", 0.0), numbers.getOrDefault("sd", 1.0), q);
        }
        boolean log = this == LOGUNIFORM || this == QLOGUNIFORM;
        return DomainRules.real(problems, written(), number(numbers, "lower"), number(numbers, "upper"), log, q);
    }

    private @Nullable Domain integers(Map<String, Object> arguments, Problems problems) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        arguments.forEach(
                (name, value) -> integer(name, value, problems).ifPresent(number -> numbers.put(name, number)));
        if (numbers.size() < arguments.size()) {
            return null;
        }
        boolean log = this == LOGRANDINT || this == QLOGRANDINT;
        long lower = numbers.getOrDefault("lower", 0L);
        long upper = numbers.getOrDefault("upper", 0L);
        return this == RANDINT || this == LOGRANDINT
                ? DomainRules.integersBelow(problems, written(), lower, upper, log)
                : DomainRules.integersUpTo(problems, written(), lower, upper, log, numbers.getOrDefault("q", 1L));
    }

    private static double number(Map<String, Double> numbers, String name) {
        return numbers.getOrDefault(name, Double.NaN);
    }

    /** Match arguments with parameters; empty where that fails, or where there are none. */
    private Map<String, Object> matched(EntryParser.Call call, Problems problems) {
        Map<String, Object> matched = new LinkedHashMap<>();
        int count = call.arguments().size() + call.named().size();
        if (count < required || count > parameters.size()) {
            problems.add("TUNE-006", written() + " takes " + arity() + ", and has " + count, "write " + signature());
            return Map.of();
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            matched.put(parameters.get(i), call.arguments().get(i));
        }
        for (Map.Entry<String, Object> named : call.named().entrySet()) {
            String name = named.getKey();
            if (!parameters.contains(name) || matched.putIfAbsent(name, named.getValue()) != null) {
                String reason = parameters.contains(name) ? " is given twice" : " is not known to " + written();
                problems.add("TUNE-006", "the argument '" + name + "'" + reason, "write " + signature());
                return Map.of();
            }
        }
        for (String parameter : parameters.subList(0, required)) {
            if (!matched.containsKey(parameter)) {
                problems.add("TUNE-006", "the argument '" + parameter + "' is missing", "write " + signature());
                return Map.of();
            }
        }
        return matched;
    }

    private String arity() {
        int most = parameters.size();
        String noun = most == 1 ? " argument" : " arguments";
        return (required == most ? "" : required + " to ") + most + noun;
    }

    private static Optional<Double> real(String name, Object value, Problems problems) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        if (value instanceof String word && isNotFinite(word)) {
            problems.add("TUNE-008", name + " must be a finite number, and it is " + word, "");
        } else {
            problems.add(
                    "TUNE-007",
                    name + " must be a number, and " + Literals.text(value) + " is " + Literals.kind(value),
                    "");
        }
        return Optional.empty();
    }

    private static Optional<Long> integer(String name, Object value, Problems problems) {
        if (value instanceof Long number) {
            return Optional.of(number);
        }
        if (!(value instanceof Double number)) {
            real(name, value, problems);
            return Optional.empty();
        }
        if (number == Math.rint(number) && Math.abs(number) < 0x1p63) {
            return Optional.of(number.longValue());
        }
        problems.add(
                "TUNE-009",
                name + " must be an integer of at most 64 bits, and it is " + Literals.number(number),
                "round it, or use a function for real numbers");
        return Optional.empty();
    }

    private static boolean isNotFinite(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity" -> true;
            default -> false;
        };
    }

    /** Write a domain as the call or value that gives it. */
    static String source(Domain domain) {
        if (domain instanceof Domain.Real real) {
            String name = (real.q() > 0 ? "q" : "") + (real.log() ? "log" : "") + "uniform";
            return name + "(" + Literals.number(real.lower()) + ", " + Literals.number(real.upper()) + step(real.q());
        }
        if (domain instanceof Domain.Normal normal) {
            String name = normal.q() > 0 ? "qrandn" : "randn";
            return name + "(" + Literals.number(normal.mean()) + ", " + Literals.number(normal.sd()) + step(normal.q());
        }
        if (domain instanceof Domain.Int integers) {
            String log = integers.log() ? "log" : "";
            if (integers.q() == 1 && integers.upper() < Long.MAX_VALUE) {
                return log + "randint(" + integers.lower() + ", " + (integers.upper() + 1) + ")";
            }
            return "q" + log + "randint(" + integers.lower() + ", " + integers.upper()
                    + (integers.q() == 1 ? ")" : ", " + integers.q() + ")");
        }
        if (domain instanceof Domain.Choice choice) {
            return "choice(" + values(choice.values()) + (choice.ordered() ? ", ordered=true)" : ")");
        }
        if (domain instanceof Domain.Grid grid) {
            return "grid_search(" + values(grid.values()) + ")";
        }
        if (domain instanceof Domain.SampleFrom from) {
            return from.source();
        }
        return Literals.text(((Domain.Constant) domain).value());
    }

    /** A single list is written inside another one, since one list alone stands for its elements. */
    private static String values(List<Object> values) {
        String joined = Literals.join(values, ", ");
        return values.size() == 1 && values.get(0) instanceof List<?> ? "[" + joined + "]" : joined;
    }

    private static String step(double q) {
        return q > 0 ? ", " + Literals.number(q) + ")" : ")";
    }
}
