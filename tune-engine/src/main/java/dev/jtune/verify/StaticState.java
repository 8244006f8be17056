package dev.jtune.verify;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a class's static fields at some time, its superclasses' included; final ones cannot change and are left out.
 *
 * @param values what each field held; the class itself is part of the key, as a subclass may have a field of the same name
 */
record StaticState(Map<Field, @Nullable Object> values) {

    static StaticState of(Class<?> type) {
        Map<Field, @Nullable Object> values = new LinkedHashMap<>();
        for (Class<?> current = type; current != null && current != Object.class; current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                if (Modifier.isStatic(modifiers)
                        && !Modifier.isFinal(modifiers)
                        && !field.isSynthetic()
                        && field.trySetAccessible()) {
                    values.put(field, read(field));
                }
            }
        }
        return new StaticState(values);
    }

    private static @Nullable Object read(Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("made accessible before", e);
        }
    }

    /** Say which fields hold something else now; empty if none does. */
    Optional<String> changes() {
        Map<String, String> changes = new TreeMap<>();
        values.forEach((field, before) -> {
            Object now = read(field);
            if (!Objects.equals(before, now)) {
                String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
                changes.put(name, name + " went from " + before + " to " + now);
            }
        });
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", changes.values()));
    }

    /** Let all fields hold what they held. */
    void restore() {
        values.forEach((field, value) -> {
            try {
                field.set(null, value);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("made accessible before", e);
            }
        });
    }
}
