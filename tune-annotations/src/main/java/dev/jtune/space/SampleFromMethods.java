package dev.jtune.space;

import dev.jtune.Config;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the static methods behind {@code sample_from('name')} in a class, its superclasses and the classes around it. */
final class SampleFromMethods implements DomainFunction.Sources {

    private final @Nullable Class<?> owner;

    SampleFromMethods(@Nullable Class<?> owner) {
        this.owner = owner;
    }

    @Override
    public @Nullable Function<Config, Object> find(String name, Problems problems) {
        if (owner == null) {
            problems.add(
                    "TUNE-027",
                    "there is no class in which to look for the method '" + name + "'",
                    "use ParamSpace.builder().sampleFrom(name, config -> ...)");
            return null;
        }
        List<Method> known = methods(owner);
        List<Method> named =
                known.stream().filter(method -> method.getName().equals(name)).toList();
        if (named.isEmpty()) {
            List<String> names = known.stream()
                    .filter(SampleFromMethods::isUsable)
                    .map(Method::getName)
                    .toList();
            problems.add(
                    "TUNE-027",
                    owner.getSimpleName() + " has no method '" + name + "'",
                    Nearest.hint(name, names, "write static Object " + name + "(Config config)"));
            return null;
        }
        return named.stream()
                .filter(SampleFromMethods::isUsable)
                .findFirst()
                .map(SampleFromMethods::function)
                .orElseGet(() -> {
                    unusable(named.get(0), problems);
                    return null;
                });
    }

    private static void unusable(Method method, Problems problems) {
        String name = method.getName();
        if (!Modifier.isStatic(method.getModifiers())) {
            problems.add("TUNE-028", "the method '" + name + "' is not static", "make it static");
        } else {
            String parameters = Arrays.stream(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(", "));
            problems.add(
                    "TUNE-029",
                    "the method is " + method.getReturnType().getSimpleName() + " " + name + "(" + parameters + ")",
                    "it must return a value and take a Config or nothing");
        }
    }

    private static boolean isUsable(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean takesConfig = parameters.length == 0 || (parameters.length == 1 && parameters[0] == Config.class);
        return Modifier.isStatic(method.getModifiers()) && method.getReturnType() != void.class && takesConfig;
    }

    private static List<Method> methods(Class<?> owner) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> outer = owner; outer != null; outer = outer.getEnclosingClass()) {
            for (Class<?> type = outer; type != null && type != Object.class; type = type.getSuperclass()) {
                methods.addAll(Arrays.asList(type.getDeclaredMethods()));
            }
        }
        methods.removeIf(Method::isSynthetic);
        return methods;
    }

    private static Function<Config, Object> function(Method method) {
        method.setAccessible(true);
        return config -> call(method, config);
    }

    @SuppressWarnings("NullAway") // null is reported where the value is used
    private static Object call(Method method, Config config) {
        try {
            return method.getParameterCount() == 0 ? method.invoke(null) : method.invoke(null, config);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
