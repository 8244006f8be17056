package dev.jtune.search;

import dev.jtune.search.evolution.NsgaSettings;

final class NsgaSearchFactory implements SearcherFactory<NsgaSearch> {
    @Override
    public Searcher create(NsgaSearch annotation, SearchContext context) {
        NsgaSettings settings =
                new NsgaSettings(annotation.populationSize(), annotation.crossover(), annotation.mutation());
        return (annotation.niches() ? Searchers.nsga3(settings) : Searchers.nsga2(settings)).create(context);
    }
}
