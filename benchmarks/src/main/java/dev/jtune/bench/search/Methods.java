package dev.jtune.bench.search;

import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The searchers that are measured, by the name that their results carry. */
final class Methods {
    private static final Map<String, SearcherProvider> ALL = new LinkedHashMap<>();
    /** What Optuna calls the same algorithm. */
    private static final Map<String, String> NAMESAKES = new LinkedHashMap<>();

    static {
        add("tune-auto", "", Searchers.auto());
        add("tune-random", "random", Searchers.random());
        add("tune-sobol", "qmc", Searchers.sobol());
        add("tune-nsga2", "nsga2", Searchers.nsga2());
        add("tune-nsga3", "nsga3", Searchers.nsga3());
    }

    private Methods() {}

    private static void add(String name, String namesake, SearcherProvider provider) {
        ALL.put(name, provider);
        NAMESAKES.put(name, namesake);
    }

    /** Return all, in the order in which they are shown. */
    static Map<String, SearcherProvider> all() {
        return Collections.unmodifiableMap(ALL);
    }

    /**
     * Return those that a list names.
     *
     * @throws IllegalArgumentException naming one that is not there, and those that are
     */
    static Map<String, SearcherProvider> named(List<String> names) {
        Map<String, SearcherProvider> named = new LinkedHashMap<>();
        for (String name : names) {
            SearcherProvider provider = ALL.get(name);
            if (provider == null) {
                throw new IllegalArgumentException("there is no method " + name + " (there are: " + ALL.keySet() + ")");
            }
            named.put(name, provider);
        }
        return named;
    }

    /** Return the name of Optuna's sampler of the same kind, empty where it has none. */
    static String namesake(String method) {
        return NAMESAKES.getOrDefault(method, "");
    }
}
