package dev.jtune;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An unmodifiable map in a single array, in order: a study of a million trials holds as many, each of a few values. */
final class SmallMap extends AbstractMap<String, Object> {
    /** From here on looking at each key takes longer than hashing. */
    private static final int LARGEST = 16;

    private final Object[] keysAndValues;

    private SmallMap(Map<String, Object> map) {
        keysAndValues = new Object[2 * map.size()];
        int i = 0;
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            keysAndValues[i++] = entry.getKey();
            keysAndValues[i++] = entry.getValue();
        }
    }

    /** Return an unmodifiable map with the entries of a map in its order; that map is not changed any more. */
    static Map<String, Object> copyOf(Map<String, Object> map) {
        return map.size() <= LARGEST ? new SmallMap(map) : Collections.unmodifiableMap(map);
    }

    @Override
    public int size() {
        return keysAndValues.length / 2;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i].equals(key)) {
                return keysAndValues[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return SmallMap.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keysAndValues.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry((String) keysAndValues[next - 2], keysAndValues[next - 1]);
        }
    }
}
