package dev.jtune.trainable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Turns what user code reports or returns into metrics: numbers, booleans, strings and lists by name, nested names joined by
 * {@code /}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MetricValues {
    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Component.of(type);
        }
    };

    private MetricValues() {}

    /**
     * Return the metrics that a value stands for, in a map of its own.
     *
     * @param value a map, a record, or a number or boolean, which goes under {@code metric}
     * @throws IllegalArgumentException (TUNE-301, TUNE-302) if it is none of these, or holds something that is no metric
     */
    public static Map<String, Object> of(@Nullable Object value, String metric) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> || value instanceof Record) {
            flatten("", value, metrics);
        } else if (value instanceof Number || value instanceof Boolean) {
            metrics.put(metric, scalar(metric, value));
        } else {
            throw new IllegalArgumentException("TUNE-301 a result is a number, a map or a record of metrics, not "
                    + (value == null ? "null" : "a " + value.getClass().getName()));
        }
        return metrics;
    }

    private static void flatten(String prefix, Object value, Map<String, Object> metrics) {
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                put(prefix + entry.getKey(), entry.getValue(), metrics);
            }
        } else {
            for (Component component : COMPONENTS.get(value.getClass())) {
                put(prefix + component.name, component.of(value), metrics);
            }
        }
    }

    private static void put(String name, @Nullable Object value, Map<String, Object> metrics) {
        if (value instanceof Map<?, ?> || value instanceof Record) {
            flatten(name + "/", value, metrics);
        } else if (value != null) {
            metrics.put(name, scalar(name, value));
        }
    }

    /** Copies what could change later: a journal must not see what user code does to its objects after a report. */
    private static Object scalar(String name, Object value) {
        if (value instanceof Double
                || value instanceof Long
                || value instanceof Integer
                || value instanceof String
                || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Float || value instanceof java.math.BigDecimal) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof Number number) {
            double real = number.doubleValue();
            long whole = number.longValue();
            return real == whole ? (Object) whole : (Object) real;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> scalar(name, element)).toList();
        }
        throw new IllegalArgumentException(
                "TUNE-302 the metric '" + name + "' is a " + value.getClass().getName()
                        + "; a metric is a number, a boolean, a string, or a list, map or record of these");
    }

    /** A component of a record, with a handle on its accessor. */
    private record Component(String name, MethodHandle accessor) {
        static List<Component> of(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> of(type, component))
                    .toList();
        }

        private static Component of(Class<?> type, RecordComponent component) {
            try {
                component.getAccessor().setAccessible(true);
                return new Component(
                        component.getName(),
                        MethodHandles.lookup()
                                .unreflect(component.getAccessor())
                                .asType(MethodType.methodType(Object.class, Object.class)));
            } catch (IllegalAccessException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "TUNE-302 cannot read the metric '" + component.getName() + "' of " + type.getName(), e);
            }
        }

        @Nullable
        Object of(Object value) {
            try {
                return (Object) accessor.invokeExact(value);
            } catch (Throwable e) {
                throw new IllegalArgumentException(
                        "TUNE-302 cannot read the metric '" + name + "' of "
                                + value.getClass().getName(),
                        e);
            }
        }
    }
}
