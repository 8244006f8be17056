package dev.jtune.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the values stand that the constraints of a space read, and the number that stands for each word. */
final class Slots {
    /** Numbers from here down stand for words; no parameter comes near them. */
    private static final double FIRST_WORD = -1e300;

    /** Far enough that two words are not equal numbers but for rounding. */
    private static final double NEXT_WORD = -1e290;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> words = new ConcurrentHashMap<>();

    /** Return where the value of a name stands. */
    int of(String name) {
        if (!names.contains(name)) {
            names.add(name);
        }
        return names.indexOf(name);
    }

    List<String> names() {
        return names;
    }

    /** Return the number that stands for a value: equal ones have the same. */
    double code(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        String word = value.toString();
        Integer known = words.get(word);
        if (known == null) {
            synchronized (words) {
                known = words.computeIfAbsent(word, unknown -> words.size());
            }
        }
        return FIRST_WORD + known * NEXT_WORD;
    }

    static boolean isWord(double code) {
        return code <= FIRST_WORD;
    }

    /** Return the values by slot, {@code NaN} for a name without one. */
    double[] values(Map<String, Object> config) {
        double[] values = new double[names.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = config.get(names.get(i));
            values[i] = value == null ? Double.NaN : code(value);
        }
        return values;
    }
}
