package dev.jtune.trainable;

import dev.jtune.Problem;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Finds the annotated methods of a class: its own and inherited ones, private or not, by annotation or meta-annotation. */
final class Members {
    private final Class<?> type;
    private final List<Problem> problems;

    Members(Class<?> type, List<Problem> problems) {
        this.type = type;
        this.problems = problems;
    }

    List<Method> all(Class<? extends Annotation> annotation) {
        return AnnotationSupport.findAnnotatedMethods(type, annotation, HierarchyTraversalMode.TOP_DOWN);
    }

    /** Return the one method with an annotation, {@code null} where there is none; two are a problem. */
    @Nullable
    Method one(Class<? extends Annotation> annotation) {
        List<Method> methods = all(annotation);
        if (methods.size() > 1) {
            problems.add(new Problem(
                    "TUNE-061",
                    type.getSimpleName(),
                    "@" + annotation.getSimpleName() + " is on "
                            + methods.get(0).getName() + " and on "
                            + methods.get(1).getName(),
                    "leave it on one method"));
        }
        return methods.isEmpty() ? null : methods.get(0);
    }

    /** Return the one method with an annotation; it must not be static. */
    @Nullable
    Method ofInstance(Class<? extends Annotation> annotation) {
        Method method = one(annotation);
        if (method != null && Modifier.isStatic(method.getModifiers())) {
            problems.add(new Problem(
                    "TUNE-072",
                    place(method),
                    "@" + annotation.getSimpleName() + " is on a static method",
                    "a trial has an object of its own: leave static out"));
        }
        return method;
    }

    String place(Method method) {
        return type.getSimpleName() + "." + method.getName();
    }
}
