package dev.jtune.trainable;

import dev.jtune.Config;
import dev.jtune.ConfigBinder;
import dev.jtune.Problem;
import dev.jtune.Shared;
import dev.jtune.Trial;
import dev.jtune.TrialContext;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What a member takes, read once, and bound for each call. */
final class Arguments {
    private static final Object[] NONE = {};

    private final List<Source> sources;

    /** Where an argument comes from. */
    private sealed interface Source {
        record FromConfig() implements Source {}

        record FromTrial() implements Source {}

        record FromShared(String name, Class<?> type) implements Source {}

        record FromParameter(Hyperparameter parameter) implements Source {}
    }

    private Arguments(List<Source> sources) {
        this.sources = sources;
    }

    /**
     * Read a member's parameters.
     *
     * @param spaceType the record or sealed interface that is the study's space, {@code null} where the space is declared otherwise
     * @param place where the member is, for messages
     */
    static Arguments of(Executable member, @Nullable Class<?> spaceType, String place, List<Problem> problems) {
        Parameter[] parameters = member.getParameters();
        List<@Nullable String> names = ParameterNames.of(member);
        long hyperparameters = java.util.Arrays.stream(parameters)
                .filter(Arguments::isHyperparameter)
                .count();
        List<Source> sources = new ArrayList<>();
        if (member.getTypeParameters().length > 0) {
            problems.add(new Problem(
                    "TUNE-082",
                    place,
                    "it is generic, and nothing says what its type parameters stand for",
                    "give its parameters types of their own"));
        }
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            Class<?> type = parameter.getType();
            String name = names.get(i);
            boolean whole = ConfigBinder.isStructured(type) && (type == spaceType || hyperparameters == 1);
            if (type == Config.class) {
                sources.add(new Source.FromConfig());
            } else if (TrialContext.class.isAssignableFrom(type)) {
                sources.add(new Source.FromTrial());
            } else if (isHyperparameter(parameter) && whole) {
                sources.add(new Source.FromParameter(new Hyperparameter("", type, parameter)));
            } else if (name == null && sharedName(parameter).isEmpty()) {
                problems.add(new Problem(
                        "TUNE-070",
                        place,
                        "the name of parameter " + (i + 1) + " (" + type.getSimpleName() + ") is not in the class file",
                        "compile with <maven.compiler.parameters>true</maven.compiler.parameters> or with debug information,"
                                + " or name it: @Param(\"...\")"));
            } else if (!isHyperparameter(parameter)) {
                String shared = sharedName(parameter);
                sources.add(new Source.FromShared(shared.isEmpty() ? String.valueOf(name) : shared, type));
            } else {
                sources.add(new Source.FromParameter(
                        new Hyperparameter(String.valueOf(name), parameter.getParameterizedType(), parameter)));
            }
        }
        return new Arguments(List.copyOf(sources));
    }

    private static boolean isHyperparameter(Parameter parameter) {
        return parameter.getType() != Config.class
                && !TrialContext.class.isAssignableFrom(parameter.getType())
                && !parameter.isAnnotationPresent(Shared.class);
    }

    private static String sharedName(Parameter parameter) {
        Shared shared = parameter.getAnnotation(Shared.class);
        return shared == null ? "" : shared.value();
    }

    /** Tell whether the member takes the type that reports results. */
    static boolean takesTrial(Executable member) {
        return java.util.Arrays.stream(member.getParameterTypes()).anyMatch(type -> type == Trial.class);
    }

    /** Return what the member takes from the configuration by name or as a whole. */
    List<Hyperparameter> hyperparameters() {
        return sources.stream()
                .filter(Source.FromParameter.class::isInstance)
                .map(source -> ((Source.FromParameter) source).parameter())
                .toList();
    }

    /** Return the names of the shared objects that the member takes. */
    List<String> shared() {
        return sources.stream()
                .filter(Source.FromShared.class::isInstance)
                .map(source -> ((Source.FromShared) source).name())
                .toList();
    }

    /** Tell whether the member takes the configuration itself, and so may use any name in it. */
    boolean takesConfig() {
        return sources.stream().anyMatch(Source.FromConfig.class::isInstance);
    }

    /** Return the arguments of a call. */
    @Nullable
    Object[] bind(TrialContext trial, SharedObjects shared) throws Throwable {
        if (sources.isEmpty()) {
            return NONE;
        }
        @Nullable Object[] arguments = new @Nullable Object[sources.size()];
        for (int i = 0; i < arguments.length; i++) {
            Source source = sources.get(i);
            if (source instanceof Source.FromConfig) {
                arguments[i] = trial.config();
            } else if (source instanceof Source.FromTrial) {
                arguments[i] = trial;
            } else if (source instanceof Source.FromShared object) {
                arguments[i] = find(object, shared);
            } else if (source instanceof Source.FromParameter bound) {
                arguments[i] = bind(bound.parameter(), trial.config());
            }
        }
        return arguments;
    }

    /** Return the arguments of a call that has a configuration and no trial. */
    @Nullable
    Object[] bind(Config config) {
        @Nullable Object[] arguments = new @Nullable Object[sources.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] =
                    sources.get(i) instanceof Source.FromParameter bound ? bind(bound.parameter(), config) : config;
        }
        return arguments;
    }

    private static @Nullable Object bind(Hyperparameter parameter, Config config) {
        return parameter.isWhole()
                ? ConfigBinder.bindWhole(config, (Class<?>) parameter.type())
                : ConfigBinder.bind(config, parameter.name(), parameter.type(), parameter.where());
    }

    private static Object find(Source.FromShared object, SharedObjects shared) throws Throwable {
        Object found = shared.find(object.name())
                .orElseThrow(() -> new NoSuchElementException("TUNE-075 there is no shared object '" + object.name()
                        + "' (there are: " + shared.names()
                        + "); provide it by a static @Shared method of this name, or by"
                        + " Tuner.with"));
        if (!object.type().isInstance(found)) {
            throw new ClassCastException("TUNE-076 the shared object '" + object.name() + "' is a "
                    + found.getClass().getName() + ", not a " + object.type().getName());
        }
        return found;
    }
}
