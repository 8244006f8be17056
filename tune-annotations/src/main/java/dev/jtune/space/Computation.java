package dev.jtune.space;

import dev.jtune.Config;
import dev.jtune.InvalidDeclarationException;
import dev.jtune.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Computes the values of {@code sample_from}.
 *
 * <p>A function that asks for a value that is not there yet is called again when more are; so the order of the entries does
 * not matter, as long as the functions do not wait for each other.
 */
final class Computation {

    private Computation() {}

    /** Add the computed values to the drawn ones. */
    static void run(List<Param> computed, Map<String, Object> values) {
        List<Param> open = new ArrayList<>(computed);
        while (!open.isEmpty()) {
            int before = open.size();
            NoSuchElementException missing = null;
            for (Iterator<Param> each = open.iterator(); each.hasNext(); ) {
                Param param = each.next();
                try {
                    if (param.guard().holds(values)) {
                        compute(param, values);
                    }
                    each.remove();
                } catch (NoSuchElementException e) {
                    missing = e;
                }
            }
            if (open.size() == before) {
                throw stuck(open, missing);
            }
        }
    }

    private static void compute(Param param, Map<String, Object> values) {
        Config config = Config.of(values);
        @Nullable Object value;
        try {
            value = ((Domain.SampleFrom) param.domain()).function().apply(config);
        } catch (NoSuchElementException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed(param, "TUNE-052", "the function threw " + e + " for " + config, e);
        }
        if (value == null) {
            throw failed(param, "TUNE-053", "the function returned null for " + config, null);
        }
        try {
            values.put(param.name(), Config.of(Map.of(param.name(), value)).get(param.name()));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw failed(
                    param,
                    "TUNE-053",
                    "the function returned a " + value.getClass().getName(),
                    null);
        }
    }

    private static InvalidDeclarationException failed(
            Param param, String code, String reason, @Nullable Throwable cause) {
        String fix =
                code.equals("TUNE-053") ? "return a number, a boolean, text, an enum constant, or a list of these" : "";
        InvalidDeclarationException exception =
                new InvalidDeclarationException(new Problem(code, place(param), reason, fix));
        if (cause != null) {
            exception.initCause(cause);
        }
        return exception;
    }

    private static InvalidDeclarationException stuck(List<Param> open, @Nullable NoSuchElementException missing) {
        String names = open.stream().map(Computation::place).collect(Collectors.joining(", "));
        String reason = missing == null || missing.getMessage() == null ? "a value is missing" : missing.getMessage();
        String fix = open.size() == 1
                ? "ask only for names that exist whenever this one does; get...(name, absent) takes a default"
                : "a function may not need a value that needs its own";
        return new InvalidDeclarationException(new Problem("TUNE-054", names, reason, fix));
    }

    private static String place(Param param) {
        return "\"" + param.name() + " = " + DomainFunction.source(param.domain()) + "\"";
    }
}
