package dev.jtune.declare;

import dev.jtune.AfterTune;
import dev.jtune.Checkpoints;
import dev.jtune.Failures;
import dev.jtune.Gate;
import dev.jtune.Problem;
import dev.jtune.ResultGrid;
import dev.jtune.Trainable;
import dev.jtune.Tune;
import dev.jtune.exec.BackendWith;
import dev.jtune.run.LogWith;
import dev.jtune.schedule.ScheduleWith;
import dev.jtune.schedule.StopWith;
import dev.jtune.search.SearchWith;
import dev.jtune.trainable.SharedProviders;
import dev.jtune.trainable.TrainableDefinition;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds what is wrong with how the methods of a study are shaped, and with where its annotations stand. */
final class Shapes {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .-]*");
    private static final List<Class<? extends Annotation>> OF_STUDIES = List.of(
            Gate.class,
            Failures.class,
            Checkpoints.class,
            SearchWith.class,
            ScheduleWith.class,
            StopWith.class,
            BackendWith.class,
            LogWith.class);

    private final Class<?> type;
    private final Method method;
    private final String place;
    private final List<Problem> problems;

    Shapes(Class<?> type, Method method, String place, List<Problem> problems) {
        this.type = type;
        this.method = method;
        this.place = place;
        this.problems = problems;
    }

    /** Tell whether the method is a function or a verdict; if it is something between them, that is a problem, and both are shown. */
    boolean isFunctionOrVerdict(@Nullable Class<?> trained) {
        if (trained != null) {
            return true;
        }
        boolean inTrainable = AnnotationSupport.isAnnotated(type, Trainable.class);
        String reason = Arrays.asList(method.getParameterTypes()).contains(ResultGrid.class)
                ? "it takes a ResultGrid, and nothing says which class is tuned"
                : inTrainable
                        ? "it is a method of the objects of a @Trainable class, and neither tunes that class nor could be tuned itself"
                        : "";
        if (reason.isEmpty()) {
            return true;
        }
        problems.add(new Problem(
                "TUNE-227",
                place,
                reason,
                "to tune a class, write: @Tune(trainable = " + (inTrainable ? type.getSimpleName() : "Sgd")
                        + ".class, ...) void "
                        + method.getName() + "(ResultGrid results), or a static method in that class; to tune a"
                        + " function: @Tune(...) double " + method.getName() + "(double rate), in a class of its own"));
        return false;
    }

    /** A method that another engine runs as well, or that judges itself. */
    void otherTests() {
        for (Annotation annotation : method.getAnnotations()) {
            Class<? extends Annotation> other = annotation.annotationType();
            boolean declaresStudy = other == Tune.class || AnnotationSupport.isAnnotated(other, Tune.class);
            if (!declaresStudy && (other == AfterTune.class || AnnotationSupport.isAnnotated(other, Testable.class))) {
                problems.add(new Problem(
                        "TUNE-226",
                        place,
                        "@Tune and @" + other.getSimpleName() + " are on the same method",
                        "leave one: a @Tune method is a test by itself"));
            }
        }
    }

    /** A name that cannot be that of a directory, or would lie elsewhere. */
    void name(String name) {
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            problems.add(new Problem(
                    "TUNE-228",
                    place,
                    "the name is \"" + name + "\", and the study's directory is named after it",
                    "use letters, digits, spaces and _ . - only, and begin with a letter, a digit or _"));
        }
    }

    /** Annotations of a study on a method that is none, where nobody would read them. */
    static List<Problem> misplaced(Class<?> type) {
        List<Problem> problems = new ArrayList<>();
        for (Method other : ReflectionSupport.findMethods(
                type, each -> !StudyReader.isStudy(each), HierarchyTraversalMode.TOP_DOWN)) {
            for (Annotation annotation : other.getAnnotations()) {
                Class<? extends Annotation> found = annotation.annotationType();
                if (OF_STUDIES.stream().anyMatch(each -> found == each || AnnotationSupport.isAnnotated(found, each))) {
                    problems.add(new Problem(
                            "TUNE-229",
                            type.getSimpleName() + "." + other.getName(),
                            "@" + found.getSimpleName() + " is on a method without @Tune, where it does nothing",
                            "move it to the @Tune method"));
                }
            }
        }
        return problems;
    }

    /** Shared objects that nothing provides. */
    void shared(TrainableDefinition trainable) {
        Class<?>[] providing = Stream.concat(
                        Stream.of(type),
                        StudyReader.studies(type).stream()
                                .map(study -> AnnotationSupport.findAnnotation(study, Tune.class)
                                        .orElseThrow()
                                        .trainable()))
                .filter(each -> each != void.class)
                .distinct()
                .toArray(Class<?>[]::new);
        Set<String> known = new TreeSet<>();
        for (Class<?> each : providing) {
            known.addAll(SharedProviders.names(each, problems));
        }
        for (String name : new TreeSet<>(trainable.shared())) {
            if (!known.contains(name)) {
                problems.add(new Problem(
                        "TUNE-075",
                        place,
                        "there is no shared object '" + name + "' (there are: "
                                + (known.isEmpty() ? "none" : String.join(", ", known)) + ")",
                        "provide it by a static method without parameters: @Shared static Data " + name + "()"));
            }
        }
    }
}
