package dev.jtune.engine;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestTag;

/**
 * Reads Jupiter's {@code @Tag}, by its name: a project that tags its tests tags its studies the same way, and one without Jupiter
 * need not have it.
 */
final class Tags {
    private static final String TAG = "org.junit.jupiter.api.Tag";
    private static final String CONTAINER = "org.junit.jupiter.api.Tags";

    private Tags() {}

    static Set<TestTag> of(AnnotatedElement... elements) {
        Set<TestTag> tags = new LinkedHashSet<>();
        for (AnnotatedElement element : elements) {
            collect(element.getAnnotations(), tags, new HashSet<>());
        }
        return tags;
    }

    private static void collect(Annotation[] annotations, Set<TestTag> tags, Set<Class<?>> visited) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.getName().equals(TAG)) {
                String name = String.valueOf(value(annotation)).strip();
                if (TestTag.isValid(name)) {
                    tags.add(TestTag.create(name));
                }
            } else if (type.getName().equals(CONTAINER) && value(annotation) instanceof Annotation[] contained) {
                collect(contained, tags, visited);
            } else if (!type.getName().startsWith("java.lang.") && visited.add(type)) {
                collect(type.getAnnotations(), tags, visited);
            }
        }
    }

    private static Object value(Annotation annotation) {
        try {
            return annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }
}
