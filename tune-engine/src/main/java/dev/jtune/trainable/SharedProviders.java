package dev.jtune.trainable;

import dev.jtune.Problem;
import dev.jtune.Shared;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** The objects that static {@link Shared} methods provide: each is loaded at its first use, once, and closed at the end. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SharedProviders implements SharedObjects {
    private final Map<String, Method> providers = new LinkedHashMap<>();
    private final Map<String, Object> loaded = new HashMap<>();
    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

    private SharedProviders() {}

    /** Collect the providers of classes, those that they inherit included. */
    public static SharedObjects of(Class<?>... classes) {
        SharedProviders shared = new SharedProviders();
        for (Class<?> type : classes) {
            for (Method method :
                    AnnotationSupport.findAnnotatedMethods(type, Shared.class, HierarchyTraversalMode.BOTTOM_UP)) {
                if (Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0) {
                    shared.providers.putIfAbsent(nameOf(method), method);
                }
            }
        }
        return shared;
    }

    /** Return the names that a class provides; its {@link Shared} methods that cannot provide anything are added to {@code problems}. */
    public static Set<String> names(Class<?> type, List<Problem> problems) {
        Set<String> names = new TreeSet<>();
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(type, Shared.class, HierarchyTraversalMode.BOTTOM_UP)) {
            names.add(nameOf(method));
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            if (!isStatic || method.getParameterCount() > 0 || method.getReturnType() == void.class) {
                problems.add(new Problem(
                        "TUNE-080",
                        type.getSimpleName() + "." + method.getName(),
                        "@Shared is on a method that "
                                + (!isStatic
                                        ? "is not static"
                                        : method.getParameterCount() > 0 ? "takes parameters" : "returns nothing"),
                        "write: @Shared static Data " + method.getName() + "()"));
            }
        }
        return names;
    }

    private static String nameOf(Method provider) {
        return AnnotationSupport.findAnnotation(provider, Shared.class)
                .map(Shared::value)
                .filter(value -> !value.isEmpty())
                .orElse(provider.getName());
    }

    @Override
    public Set<String> names() {
        return providers.keySet();
    }

    @Override
    public synchronized Optional<Object> find(String name) throws Throwable {
        Object known = loaded.get(name);
        Method provider = providers.get(name);
        if (known != null || provider == null) {
            return Optional.ofNullable(known);
        }
        provider.setAccessible(true);
        Object object;
        try {
            object = provider.invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
        if (object == null) {
            throw new IllegalStateException("TUNE-079 the @Shared method "
                    + provider.getDeclaringClass().getName() + "." + provider.getName() + " returned null");
        }
        loaded.put(name, object);
        if (object instanceof AutoCloseable closeable) {
            closeables.push(closeable);
        }
        return Optional.of(object);
    }

    /** Close what was loaded, the last first; what one throws does not keep the others from being closed. */
    @Override
    public synchronized void close() {
        while (!closeables.isEmpty()) {
            try {
                closeables.pop().close();
            } catch (Exception e) {
                System.getLogger(SharedProviders.class.getName())
                        .log(System.Logger.Level.WARNING, "TUNE-453 a shared object threw when it was closed", e);
            }
        }
        loaded.clear();
    }
}
