package dev.jtune.verify;

import dev.jtune.Config;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what keeps a value from being stored: depth first, each object once.
 *
 * <p>The JDK's own classes are not open, so their fields are not looked at: of a collection, a map or an array the elements are, and
 * anything else is given to Java's serialization, which says whether it can.
 */
final class StorableCheck {
    private final List<String> problems = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    List<String> problems(Object value) {
        String root = value.getClass().getSimpleName();
        if (value instanceof Map || value instanceof Record || value instanceof Config) {
            json(root, value);
        } else {
            serialized(root, value);
            if (problems.isEmpty()) {
                attempt(root, value);
            }
        }
        return problems;
    }

    // ---- JSON

    private void json(String path, @Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Config
                || isJsonNumber(value)
                || !seen.add(value)) {
            return;
        }
        if (value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value.getClass().isArray()) {
            elements(path, value, this::json);
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                json(path + "." + component.getName(), read(component, value));
            }
        } else {
            problems.add(path + ": " + value.getClass().getName()
                    + " cannot be written as JSON; use numbers, strings, booleans, enum constants, records, maps, lists and"
                    + " arrays, or store an object that is Serializable instead of the "
                    + "map or record");
        }
    }

    private static boolean isJsonNumber(Object value) {
        return value instanceof Double
                || value instanceof Float
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte;
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    // ---- Java's serialization

    private void serialized(String path, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Enum || !seen.add(value)) {
            return;
        }
        if (!(value instanceof Serializable)) {
            problems.add(path + ": " + value.getClass().getName() + " is not Serializable");
        } else if (value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value.getClass().isArray()) {
            elements(path, value, this::serialized);
        } else if (isOpen(value.getClass())) {
            fields(path, value);
        } else {
            attempt(path, value);
        }
    }

    /** Its fields can be looked at, and they are what is written. */
    private static boolean isOpen(Class<?> type) {
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            if (current.getModule().isNamed()
                    && !current.getModule().isOpen(current.getPackageName(), StorableCheck.class.getModule())) {
                return false;
            }
            if (declares(current, "writeObject", ObjectOutputStream.class) || declares(current, "writeReplace")) {
                return false;
            }
        }
        return !Externalizable.class.isAssignableFrom(type);
    }

    private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method ->
                        method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters));
    }

    private void fields(String path, Object value) {
        for (Class<?> current = value.getClass();
                Serializable.class.isAssignableFrom(current);
                current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (!Modifier.isStatic(modifiers)
                        && !Modifier.isTransient(modifiers)
                        && !field.getType().isPrimitive()) {
                    serialized(path + "." + field.getName(), read(field, value));
                }
            }
        }
    }

    private static @Nullable Object read(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }

    private void attempt(String path, Object value) {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(value);
        } catch (IOException | RuntimeException e) {
            problems.add(path + ": " + value.getClass().getName() + " does not serialize (" + e + ")");
        }
    }

    // ---- both

    /** Looks at a part. */
    private interface Visitor {
        void visit(String path, @Nullable Object value);
    }

    private static void elements(String path, Object container, Visitor visitor) {
        if (container instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.visit(path + " key " + key, key);
                visitor.visit(path + "[" + key + "]", value);
            });
        } else if (container instanceof Collection<?> collection) {
            int index = 0;
            for (Object element : collection) {
                visitor.visit(path + "[" + index++ + "]", element);
            }
        } else if (!container.getClass().getComponentType().isPrimitive()) {
            for (int i = 0; i < Array.getLength(container); i++) {
                visitor.visit(path + "[" + i + "]", Array.get(container, i));
            }
        }
    }
}
