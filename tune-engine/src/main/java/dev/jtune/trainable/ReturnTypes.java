package dev.jtune.trainable;

import java.util.Iterator;
import java.util.Map;
import java.util.stream.BaseStream;

/** Which types are results. */
final class ReturnTypes {
    private ReturnTypes() {}

    /** Tell whether a value of this type can be one result. */
    static boolean isResult(Class<?> type) {
        return (type.isPrimitive() && type != void.class && type != char.class)
                || Number.class.isAssignableFrom(type)
                || type == Boolean.class
                || Map.class.isAssignableFrom(type)
                || type.isRecord()
                || type == Record.class
                || type == Object.class;
    }

    /** Tell whether a value of this type is a sequence of results. */
    static boolean isSequence(Class<?> type) {
        return BaseStream.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type);
    }
}
