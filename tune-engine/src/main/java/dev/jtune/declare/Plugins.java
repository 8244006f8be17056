package dev.jtune.declare;

import dev.jtune.Problem;
import dev.jtune.schedule.ScheduleWith;
import dev.jtune.schedule.SchedulerFactory;
import dev.jtune.schedule.SchedulerProvider;
import dev.jtune.schedule.Schedulers;
import dev.jtune.schedule.StopWith;
import dev.jtune.schedule.StopperFactory;
import dev.jtune.schedule.StopperProvider;
import dev.jtune.search.SearchWith;
import dev.jtune.search.SearcherFactory;
import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the annotations of a method that plug something in: those that are themselves annotated with {@link SearchWith}, {@link
 * ScheduleWith} or {@link StopWith}, at any depth.
 */
final class Plugins {
    private final AnnotatedElement method;
    private final String place;
    private final List<Problem> problems;

    /** An annotation, and the one that says what it plugs in. */
    private record Plugged<W>(Annotation settings, W with) {}

    Plugins(AnnotatedElement method, String place, List<Problem> problems) {
        this.method = method;
        this.place = place;
        this.problems = problems;
    }

    SearcherProvider searcher() {
        Plugged<SearchWith> found = one(SearchWith.class);
        return found == null ? Searchers.auto() : searcher(found);
    }

    @SuppressWarnings("unchecked")
    private SearcherProvider searcher(Plugged<SearchWith> found) {
        SearcherFactory<Annotation> factory =
                (SearcherFactory<Annotation>) create(found.with().value());
        return factory == null ? Searchers.auto() : Searchers.of(factory, found.settings());
    }

    @SuppressWarnings("unchecked")
    SchedulerProvider scheduler() {
        Plugged<ScheduleWith> found = one(ScheduleWith.class);
        SchedulerFactory<Annotation> factory = found == null
                ? null
                : (SchedulerFactory<Annotation>) create(found.with().value());
        return found == null || factory == null
                ? Schedulers.fifo()
                : context -> factory.create(found.settings(), context);
    }

    @SuppressWarnings("unchecked")
    List<StopperProvider> stoppers() {
        List<StopperProvider> stoppers = new ArrayList<>();
        for (Plugged<StopWith> found : all(StopWith.class)) {
            StopperFactory<Annotation> factory =
                    (StopperFactory<Annotation>) create(found.with().value());
            if (factory != null) {
                stoppers.add(context -> factory.create(found.settings(), context));
            }
        }
        return stoppers;
    }

    private <W extends Annotation> @Nullable Plugged<W> one(Class<W> with) {
        List<Plugged<W>> all = all(with);
        if (all.size() > 1) {
            problems.add(new Problem(
                    "TUNE-240",
                    place,
                    "@" + all.get(0).settings().annotationType().getSimpleName() + " and @"
                            + all.get(1).settings().annotationType().getSimpleName() + " exclude each other",
                    "leave one"));
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private <W extends Annotation> List<Plugged<W>> all(Class<W> with) {
        List<Plugged<W>> found = new ArrayList<>();
        collect(method.getAnnotations(), with, found, new HashSet<>());
        return found;
    }

    private static <W extends Annotation> void collect(
            Annotation[] annotations, Class<W> with, List<Plugged<W>> found, Set<Class<?>> visited) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.getName().startsWith("java.lang.") || !visited.add(type)) {
                continue;
            }
            W here = type.getAnnotation(with);
            if (here != null) {
                found.add(new Plugged<>(annotation, here));
            }
            collect(type.getAnnotations(), with, found, visited);
        }
    }

    private @Nullable Object create(Class<?> factory) {
        try {
            var constructor = factory.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            problems.add(new Problem(
                    "TUNE-241",
                    place,
                    "the factory " + factory.getName() + " cannot be created: " + e,
                    "it needs a constructor without parameters that does not throw"));
            return null;
        }
    }
}
