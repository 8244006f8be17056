package dev.jtune;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns maps, records, collections, arrays and enum constants into JSON values and back. */
final class Values {
    private Values() {}

    static @Nullable Object toJson(@Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            return value;
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof Character letter) {
            return letter.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Config config) {
            return config.asMap();
        }
        if (value instanceof Record) {
            return recordToJson(value);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            map.forEach((key, element) -> json.put(String.valueOf(key), toJson(element)));
            return json;
        }
        if (value instanceof Collection<?> collection) {
            List<@Nullable Object> json = new ArrayList<>(collection.size());
            collection.forEach(element -> json.add(toJson(element)));
            return json;
        }
        if (value.getClass().isArray()) {
            int length = Array.getLength(value);
            List<@Nullable Object> json = new ArrayList<>(length);
            for (int i = 0; i < length; i++) {
                json.add(toJson(Array.get(value, i)));
            }
            return json;
        }
        throw new IllegalArgumentException(
                "a checkpoint value cannot hold a " + value.getClass().getName()
                        + ": use numbers, strings, booleans, enum constants, records, maps, lists and arrays, or give a Serializable object that is neither a map nor a record, or what writes a directory");
    }

    private static Map<String, @Nullable Object> recordToJson(Object value) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                accessible(component.getAccessor());
                json.put(component.getName(), toJson(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(
                        "cannot read " + component.getName() + " of "
                                + value.getClass().getName(),
                        e);
            }
        }
        return json;
    }

    static @Nullable Object fromJson(@Nullable Object json, Type type) {
        Class<?> raw = type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : type instanceof Class<?> plain ? plain : Object.class;
        if (json == null || raw == Object.class) {
            return json;
        }
        if (raw == Config.class && json instanceof Map<?, ?> map) {
            return Config.of(strings(map));
        }
        if (raw.isRecord() && json instanceof Map<?, ?> map) {
            return record(map, raw);
        }
        if (Map.class.isAssignableFrom(raw) && json instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put(key(key, argument(type, 0)), fromJson(value, argument(type, 1))));
            return values;
        }
        if (json instanceof List<?> list) {
            return fromList(list, type, raw);
        }
        return ConfigBinder.convert("value", json, raw);
    }

    private static Object key(Object key, Type type) {
        return type instanceof Class<?> raw && raw != Object.class ? ConfigBinder.convert("key", key, raw) : key;
    }

    private static Object fromList(List<?> list, Type type, Class<?> raw) {
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, fromJson(list.get(i), raw.getComponentType()));
            }
            return array;
        }
        List<@Nullable Object> values = new ArrayList<>(list.size());
        list.forEach(element -> values.add(fromJson(element, argument(type, 0))));
        return Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>(values) : values;
    }

    private static Object record(Map<?, ?> json, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            if (!json.containsKey(components[i].getName())) {
                throw new IllegalArgumentException("no value for " + components[i].getName() + " of " + type.getName());
            }
            values[i] = fromJson(json.get(components[i].getName()), components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            accessible(constructor);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the constructor of " + type.getName() + " refused its values: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot construct " + type.getName(), e);
        }
    }

    private static void accessible(AccessibleObject member) {
        member.setAccessible(true);
    }

    private static Map<String, ?> strings(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[index]
                : Object.class;
    }
}
