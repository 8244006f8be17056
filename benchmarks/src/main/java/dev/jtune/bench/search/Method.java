package dev.jtune.bench.search;

import dev.jtune.search.SearcherProvider;
import dev.jtune.search.Searchers;
import java.util.List;

/**
 * A searcher that is measured.
 *
 * @param name what its results call it
 * @param namesake Optuna's sampler of the same kind, an empty text where it has none
 */
record Method(String name, String namesake, SearcherProvider provider) {
    /** All, with their default settings, in the order in which tables show them. */
    static final List<Method> ALL = List.of(
            new Method("tune-auto", "", Searchers.auto()),
            new Method("tune-random", "random", Searchers.random()),
            new Method("tune-sobol", "qmc", Searchers.sobol()),
            new Method("tune-tpe", "tpe", Searchers.tpe()),
            new Method("tune-gp", "gp", Searchers.gp()),
            new Method("tune-halton", "qmc", Searchers.halton()),
            new Method("tune-cmaes", "cmaes", Searchers.cmaEs()),
            new Method("tune-de", "", Searchers.differentialEvolution()),
            new Method("tune-nsga2", "nsga2", Searchers.nsga2()),
            new Method("tune-nsga3", "nsga3", Searchers.nsga3()));

    /**
     * Return the method of a name.
     *
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    static Method of(String name) {
        return ALL.stream()
                .filter(method -> method.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no method " + name + " (there are: "
                        + String.join(", ", ALL.stream().map(Method::name).toList()) + ")"));
    }
}
