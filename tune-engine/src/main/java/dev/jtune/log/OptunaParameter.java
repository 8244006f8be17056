package dev.jtune.log;

import dev.jtune.Config;
import dev.jtune.json.Json;
import dev.jtune.space.Domain;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter as Optuna knows it.
 *
 * @param param the parameter
 * @param name its name, with its condition where several share the name: in Optuna, one name has one kind of distribution
 * @param distribution in Optuna's JSON
 * @param choices where it is categorical: Optuna stores the index
 */
record OptunaParameter(
        Param param,
        String name,
        String distribution,
        @Nullable List<Object> choices) {
    /** A normal distribution has no bounds, and Optuna has no distribution without them: nothing is drawn beyond so many of its sd. */
    private static final int SIGMAS = 10;

    /** Return the parameters of a space; what is computed from others is none. */
    static List<OptunaParameter> of(ParamSpace space) {
        List<OptunaParameter> parameters = new ArrayList<>();
        for (Param param : space.params()) {
            if (!(param.domain() instanceof Domain.SampleFrom)) {
                long namesakes = space.params().stream()
                        .filter(other -> other.name().equals(param.name()))
                        .count();
                parameters.add(of(param, namesakes == 1 ? param.name() : param.name() + " if " + param.guard()));
            }
        }
        return parameters;
    }

    private static OptunaParameter of(Param param, String name) {
        Domain domain = param.domain();
        if (domain instanceof Domain.Choice choice) {
            return categorical(param, name, choice.values());
        }
        if (domain instanceof Domain.Grid grid) {
            return categorical(param, name, grid.values());
        }
        if (domain instanceof Domain.Constant constant) {
            return categorical(param, name, List.of(constant.value()));
        }
        return new OptunaParameter(param, name, numeric(domain), null);
    }

    private static OptunaParameter categorical(Param param, String name, List<Object> values) {
        List<Object> shown = values.stream()
                .map(value -> value instanceof List<?> list ? Json.write(list) : value)
                .toList();
        return new OptunaParameter(
                param, name, distribution("CategoricalDistribution", Map.of("choices", shown)), values);
    }

    private static String numeric(Domain domain) {
        if (domain instanceof Domain.Real real) {
            // on a logarithmic scale, Optuna has no steps
            return range(
                    "Float", real.lower(), real.upper(), real.log(), real.q() > 0 && !real.log() ? real.q() : null);
        }
        if (domain instanceof Domain.Normal normal) {
            double reach = SIGMAS * normal.sd();
            return range("Float", normal.mean() - reach, normal.mean() + reach, false, null);
        }
        if (domain instanceof Domain.Int integer) {
            return range("Int", integer.lower(), integer.upper(), integer.log(), integer.log() ? 1 : integer.q());
        }
        throw new IllegalStateException("no distribution of numbers: " + domain);
    }

    private static String range(String type, Number low, Number high, boolean log, @Nullable Number step) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("low", low);
        attributes.put("high", high);
        attributes.put("log", log);
        attributes.put("step", step);
        return distribution(type + "Distribution", attributes);
    }

    private static String distribution(String name, Map<String, ?> attributes) {
        Map<String, Object> distribution = new LinkedHashMap<>();
        distribution.put("name", name);
        distribution.put("attributes", attributes);
        return Json.write(distribution);
    }

    boolean isIn(Config config) {
        return config.has(param.name()) && param.guard().holds(config);
    }

    /** Return a configuration's value as Optuna stores it: a number, or the index of a choice. */
    Object internal(Config config) {
        Object value = config.get(param.name());
        return choices == null ? value : (Object) (long) choices.indexOf(value);
    }
}
