package dev.jtune.search;

import dev.jtune.space.ParamSpace;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every searcher of {@link Searchers} with its default settings, for tests of what all of them promise; one that is added there is
 * here by itself.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("dev.jtune.search.AllSearchers#all")
 * void should_...(AllSearchers.Known searcher) { ... searcher.provider() ... }
 * }</pre>
 */
public final class AllSearchers {
    /** They draw each trial by itself, and may draw the same twice, or try the same for longer. */
    private static final Set<String> MAY_REPEAT = Set.of("random", "sobol", "halton", "dehb");

    /** They refuse a study with several objectives. */
    private static final Set<String> ONE_OBJECTIVE = Set.of("cmaEs", "differentialEvolution", "dehb");

    /** They begin around the centre of the space. */
    private static final Set<String> BEGIN_AT_THE_CENTRE = Set.of("cmaEs");

    private AllSearchers() {}

    /** A searcher by the name of its factory method. */
    public record Known(String name, SearcherProvider provider) {
        /** Tell whether it can search a space. */
        public boolean accepts(ParamSpace space) {
            return !name.equals("exhaustive") || space.isFinite();
        }

        /** Tell whether it promises to try no configuration twice, and to end when all were tried. */
        public boolean neverRepeats() {
            return !MAY_REPEAT.contains(name);
        }

        /** Tell whether it searches for the best by several objectives. */
        public boolean acceptsSeveralObjectives() {
            return !ONE_OBJECTIVE.contains(name);
        }

        /** Tell whether its first trials are drawn from all of the space. */
        public boolean beginsAnywhere() {
            return !BEGIN_AT_THE_CENTRE.contains(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Return all searchers that need no grid. */
    public static Stream<Known> all() {
        return Arrays.stream(Searchers.class.getMethods())
                .filter(method -> method.getReturnType() == SearcherProvider.class && method.getParameterCount() == 0)
                .filter(method -> !method.getName().equals("grid"))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> new Known(method.getName(), call(method)));
    }

    private static SearcherProvider call(Method method) {
        try {
            return (SearcherProvider) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
