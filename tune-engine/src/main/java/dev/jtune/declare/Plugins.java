package dev.jtune.declare;

import dev.jtune.Problem;
import dev.jtune.exec.Backend;
import dev.jtune.exec.BackendFactory;
import dev.jtune.exec.BackendWith;
import dev.jtune.exec.Backends;
import dev.jtune.exec.ThreadBackend;
import dev.jtune.log.Loggers;
import dev.jtune.run.LogWith;
import dev.jtune.run.RunListener;
import dev.jtune.run.RunListenerFactory;
import dev.jtune.schedule.DistributeResources;
import dev.jtune.schedule.ScheduleContext;
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
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds the annotations of a method that plug something in: those that are themselves annotated with {@link SearchWith}, {@link
 * ScheduleWith}, {@link StopWith}, {@link BackendWith} or {@link LogWith}, at any depth.
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
        if (factory == null) {
            return Searchers.auto();
        }
        add(factory.problems(found.settings()));
        return Searchers.of(factory, found.settings());
    }

    SchedulerProvider scheduler(ScheduleContext context) {
        SchedulerProvider chosen = chosenScheduler(context);
        return AnnotationSupport.isAnnotated(method, DistributeResources.class)
                ? Schedulers.distributeResources(chosen)
                : chosen;
    }

    @SuppressWarnings("unchecked")
    private SchedulerProvider chosenScheduler(ScheduleContext context) {
        Plugged<ScheduleWith> found = one(ScheduleWith.class);
        SchedulerFactory<Annotation> factory = found == null
                ? null
                : (SchedulerFactory<Annotation>) create(found.with().value());
        if (found == null || factory == null) {
            return Schedulers.fifo();
        }
        add(factory.problems(found.settings(), context));
        return run -> factory.create(found.settings(), run);
    }

    @SuppressWarnings("unchecked")
    List<StopperProvider> stoppers(ScheduleContext context) {
        List<StopperProvider> stoppers = new ArrayList<>();
        for (Plugged<StopWith> found : all(StopWith.class)) {
            StopperFactory<Annotation> factory =
                    (StopperFactory<Annotation>) create(found.with().value());
            if (factory != null) {
                add(factory.problems(found.settings(), context));
                stoppers.add(run -> factory.create(found.settings(), run));
            }
        }
        return stoppers;
    }

    /** Return what makes the backend: what the settings name, else what an annotation plugs in, else threads. */
    @SuppressWarnings("unchecked")
    Supplier<Backend> backend(Settings settings) {
        Plugged<BackendWith> found = one(BackendWith.class);
        BackendFactory<Annotation> factory = found == null
                ? null
                : (BackendFactory<Annotation>) create(found.with().value());
        Supplier<Backend> annotated = found == null || factory == null ? null : () -> factory.create(found.settings());
        Optional<String> name = settings.backend(annotated != null);
        if (name.isEmpty()) {
            return annotated == null ? ThreadBackend::new : annotated;
        }
        Map<String, Supplier<Backend>> known = Backends.byName();
        Supplier<Backend> named = known.get(name.get());
        if (named == null) {
            problems.add(new Problem(
                    "TUNE-242",
                    place,
                    Settings.BACKEND + " is \"" + name.get() + "\", and there is no such backend",
                    "use one of " + String.join(", ", known.keySet())));
            return ThreadBackend::new;
        }
        return named;
    }

    /** Return what makes the listeners: those that annotations plug in, and the loggers that the settings name. */
    @SuppressWarnings("unchecked")
    List<Supplier<RunListener>> listeners(Settings settings) {
        List<Supplier<RunListener>> listeners = new ArrayList<>();
        List<Plugged<LogWith>> all = all(LogWith.class);
        for (Annotation named : named(settings)) {
            LogWith with = named.annotationType().getAnnotation(LogWith.class);
            if (with != null
                    && all.stream().noneMatch(each -> each.settings().annotationType() == named.annotationType())) {
                all.add(new Plugged<>(named, with));
            }
        }
        for (Plugged<LogWith> found : all) {
            RunListenerFactory<Annotation> factory =
                    (RunListenerFactory<Annotation>) create(found.with().value());
            if (factory != null) {
                listeners.add(() -> factory.create(found.settings()));
            }
        }
        return listeners;
    }

    private List<Annotation> named(Settings settings) {
        Map<String, Annotation> known = Loggers.byName();
        List<Annotation> named = new ArrayList<>();
        for (String name : settings.loggers()) {
            Annotation logger = known.get(name);
            if (logger == null) {
                problems.add(new Problem(
                        "TUNE-244",
                        place,
                        Settings.LOG + " names \"" + name + "\", and there is no such logger",
                        "use some of " + String.join(", ", known.keySet())));
            } else {
                named.add(logger);
            }
        }
        return named;
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

    private void add(List<Problem> found) {
        found.forEach(problem -> problems.add(problem.in(place)));
    }

    private @Nullable Object create(Class<?> factory) {
        try {
            var constructor = factory.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            problems.add(new Problem(
                    "TUNE-241",
                    place,
                    "the factory " + factory.getName() + " has no constructor without parameters",
                    "add one; settings come with the annotation"));
            return null;
        } catch (InvocationTargetException e) {
            problems.add(new Problem(
                    "TUNE-241",
                    place,
                    "the constructor of the factory " + factory.getName() + " threw " + e.getCause(),
                    "leave what may fail to its create method"));
            return null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            problems.add(new Problem(
                    "TUNE-241",
                    place,
                    "the factory " + factory.getName() + " cannot be created: " + e,
                    "it must be a class that is not abstract, in a package that is open to dev.jtune.engine"));
            return null;
        }
    }
}
