package dev.jtune;

import dev.jtune.json.Json;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of a {@link Config} into what user code takes: primitives, strings, enum constants, lists, records, sealed
 * interfaces of records, {@link Optional}s.
 *
 * <p>Text converts to every scalar, so that a properties file binds like a trial. A number narrows only where that is exact.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ConfigBinder {
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            double.class, Double.class,
            float.class, Float.class,
            long.class, Long.class,
            int.class, Integer.class,
            short.class, Short.class,
            byte.class, Byte.class,
            boolean.class, Boolean.class,
            char.class, Character.class);

    private ConfigBinder() {}

    /** Tell whether values of {@code type} have a name for each of their parts: records, and sealed interfaces of them. */
    public static boolean isStructured(Class<?> type) {
        return type.isRecord() || isSum(type);
    }

    /** Tell whether {@code type} is a primitive or boxed number. */
    public static boolean isNumber(Class<?> type) {
        Class<?> boxed = BOXES.getOrDefault(type, type);
        return Number.class.isAssignableFrom(boxed) && boxed != Number.class;
    }

    /** Tell whether {@code type} is a sealed interface, of which a configuration chooses one implementation. */
    public static boolean isSum(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    /** Return the name under which the chosen implementation stands where the interface is the whole configuration. */
    public static String discriminator(Class<?> sum) {
        String name = sum.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** Return all records that a sealed interface permits, those of sealed interfaces below it included. */
    public static List<Class<?>> branches(Class<?> sum) {
        List<Class<?>> branches = new ArrayList<>();
        for (Class<?> permitted : sum.getPermittedSubclasses()) {
            if (isSum(permitted)) {
                branches.addAll(branches(permitted));
            } else {
                branches.add(permitted);
            }
        }
        return branches;
    }

    /** Return the name that a parameter or component takes its value from. */
    public static String nameOf(AnnotatedElement element, String ownName) {
        Param param = find(element, Param.class);
        return param == null ? ownName : param.value();
    }

    /** Tell whether a parameter or component binds without a value: it carries a {@link Default}, or is an {@link Optional}. */
    public static boolean mayBeAbsent(Type type, AnnotatedElement element) {
        Type whole = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return whole == Optional.class || find(element, Default.class) != null;
    }

    /** Find an annotation on an element, or on one of its own annotations. */
    private static <A extends Annotation> @Nullable A find(AnnotatedElement element, Class<A> type) {
        A direct = element.getAnnotation(type);
        if (direct != null) {
            return direct;
        }
        for (Annotation annotation : element.getAnnotations()) {
            A composed = annotation.annotationType().getAnnotation(type);
            if (composed != null) {
                return composed;
            }
        }
        return null;
    }

    /**
     * Bind the whole configuration to a record, or to a sealed interface of records.
     *
     * @throws IllegalArgumentException if a component has no value, or one that does not convert
     */
    public static <T> T bindWhole(Config config, Class<T> type) {
        if (type.isRecord()) {
            return type.cast(record(config, "", type));
        }
        if (isSum(type)) {
            return type.cast(sum(config, discriminator(type), type));
        }
        throw new IllegalArgumentException(
                "a configuration binds to a record or a sealed interface of records, not to " + type.getName());
    }

    /**
     * Bind what stands under {@code name}.
     *
     * @param where the parameter or component, which may carry a {@link Default}
     * @throws IllegalArgumentException if there is no value, or one that does not convert
     */
    public static @Nullable Object bind(Config config, String name, Type type, AnnotatedElement where) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return isPresent(config, name, argument(type))
                    ? Optional.ofNullable(bind(config, name, argument(type), where))
                    : Optional.empty();
        }
        if (raw.isRecord()) {
            return record(config, name + ".", raw);
        }
        if (isSum(raw)) {
            return sum(config, name, raw);
        }
        if (config.has(name)) {
            return value(name, config.get(name), type);
        }
        Default absent = find(where, Default.class);
        if (absent != null) {
            return value(name, absent.value(), type);
        }
        throw new IllegalArgumentException("'" + name + "' has no value (the configuration has: "
                + (config.names().isEmpty() ? "nothing" : String.join(", ", config.names())) + ")");
    }

    private static boolean isPresent(Config config, String name, Type type) {
        return raw(type).isRecord()
                ? config.names().stream().anyMatch(key -> key.startsWith(name + "."))
                : config.has(name);
    }

    private static Object record(Config config, String prefix, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            types[i] = component.getType();
            values[i] = bind(
                    config, prefix + nameOf(component, component.getName()), component.getGenericType(), component);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the constructor of " + type.getName() + " refused " + config + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot construct " + type.getName(), e);
        }
    }

    private static Object sum(Config config, String name, Class<?> type) {
        if (!config.has(name)) {
            throw new IllegalArgumentException("'" + name + "' has no value; it says which " + type.getSimpleName()
                    + " is meant (" + simpleNames(branches(type)) + ")");
        }
        String wanted = String.valueOf(config.get(name));
        for (Class<?> branch : branches(type)) {
            if (branch.getSimpleName().equals(wanted)) {
                return record(config, name + ".", branch);
            }
        }
        List<Class<?>> matches = branches(type).stream()
                .filter(branch -> branch.getSimpleName().equalsIgnoreCase(wanted))
                .toList();
        if (matches.size() == 1) {
            return record(config, name + ".", matches.get(0));
        }
        throw new IllegalArgumentException("'" + name + "' is " + wanted + ", which is no " + type.getSimpleName()
                + " (" + simpleNames(branches(type)) + ")");
    }

    private static String simpleNames(List<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
    }

    /**
     * Convert one value.
     *
     * @throws IllegalArgumentException if it does not convert, naming value and type
     */
    @SuppressWarnings("unchecked")
    public static <T> T convert(String name, Object value, Class<T> type) {
        return (T) value(name, value, type);
    }

    private static Object value(String name, Object value, Type type) {
        Class<?> raw = raw(type);
        Class<?> target = BOXES.getOrDefault(raw, raw);
        boolean isList = target.isAssignableFrom(List.class) && target != Object.class;
        if ((isList || target.isArray()) && value instanceof String text && text.startsWith("[")) {
            return value(name, listOf(name, text), type);
        }
        if (isList && value instanceof List<?> list) {
            return list.stream()
                    .map(element -> value(name, element, argument(type)))
                    .toList();
        }
        if (target.isInstance(value)) {
            return value;
        }
        if (target == String.class) {
            return value.toString();
        }
        if (target.isEnum()) {
            return constant(name, value.toString(), target);
        }
        if (target.isArray() && value instanceof List<?> list) {
            Object array = Array.newInstance(target.getComponentType(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, value(name, list.get(i), target.getComponentType()));
            }
            return array;
        }
        Object converted = scalar(value, target);
        if (converted == null) {
            throw new IllegalArgumentException(
                    "'" + name + "' is " + quoted(value) + ", which is no " + described(target));
        }
        return converted;
    }

    private static Object listOf(String name, String text) {
        try {
            return Json.parse(text) instanceof List<?> list ? list : List.of();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is " + quoted(text) + ", which is no list: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object scalar(Object value, Class<?> target) {
        if (target == Boolean.class) {
            return value.equals("true") ? Boolean.TRUE : value.equals("false") ? Boolean.FALSE : null;
        }
        if (target == Character.class) {
            return value instanceof String text && text.length() == 1 ? text.charAt(0) : null;
        }
        Number number =
                value instanceof Number given ? given : value instanceof String text ? parsed(text.strip()) : null;
        return number == null ? null : number(number, target);
    }

    private static @Nullable Number parsed(String text) {
        String digits = text.replace("_", "");
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException notWhole) {
            try {
                boolean hasSuffix = !digits.isEmpty() && "dDfF".indexOf(digits.charAt(digits.length() - 1)) >= 0;
                return hasSuffix ? null : Double.valueOf(digits);
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
    }

    private static @Nullable Object number(Number number, Class<?> target) {
        if (target == Number.class) {
            return number;
        }
        double real = number.doubleValue();
        long whole = number.longValue();
        // 2^63 is the one real number that a comparison takes for a long without it being one
        boolean isSame = whole == (long) real && whole == real && real != 0x1p63;
        boolean isWhole = number instanceof Long || isSame;
        if (target == Double.class) {
            return number instanceof Long && !isSame ? null : real;
        }
        if (target == Float.class) {
            return Double.isFinite(real) && Float.isInfinite((float) real) ? null : (float) real;
        }
        if (!isWhole) {
            return null;
        }
        if (target == Long.class) {
            return whole;
        }
        if (target == Integer.class && whole == (int) whole) {
            return (int) whole;
        }
        if (target == Short.class && whole == (short) whole) {
            return (short) whole;
        }
        if (target == Byte.class && whole == (byte) whole) {
            return (byte) whole;
        }
        return null;
    }

    private static Object constant(String name, String text, Class<?> type) {
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        List<Object> matches = Arrays.stream(constants)
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text.replace('-', '_')))
                .toList();
        if (matches.size() == 1) {
            return matches.get(0);
        }
        throw new IllegalArgumentException("'" + name + "' is " + quoted(text)
                + (matches.isEmpty() ? ", which is no " : ", which is more than one ")
                + type.getSimpleName() + " ("
                + Arrays.stream(constants)
                        .map(constant -> ((Enum<?>) constant).name())
                        .collect(Collectors.joining(", "))
                + ")");
    }

    private static String quoted(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }

    private static String described(Class<?> target) {
        return BOXES.entrySet().stream()
                .filter(box -> box.getValue() == target)
                .map(box -> box.getKey().getName())
                .findFirst()
                .orElse(target.getTypeName());
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        throw new IllegalArgumentException(
                "cannot bind to the type " + type.getTypeName() + ": use a class, a list or an optional");
    }

    private static Type argument(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }
}
