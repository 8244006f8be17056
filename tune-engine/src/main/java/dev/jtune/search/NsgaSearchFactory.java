package dev.jtune.search;

import dev.jtune.Problem;
import dev.jtune.search.evolution.NsgaSettings;
import java.util.List;

final class NsgaSearchFactory implements SearcherFactory<NsgaSearch> {
    @Override
    public Searcher create(NsgaSearch annotation, SearchContext context) {
        NsgaSettings settings = settings(annotation);
        return (annotation.niches() ? Searchers.nsga3(settings) : Searchers.nsga2(settings)).create(context);
    }

    @Override
    public List<Problem> problems(NsgaSearch annotation) {
        return Searchers.problems(annotation.niches() ? "NSGA-III" : "NSGA-II", settings(annotation));
    }

    private static NsgaSettings settings(NsgaSearch annotation) {
        return new NsgaSettings(annotation.populationSize(), annotation.crossover(), annotation.mutation());
    }
}
