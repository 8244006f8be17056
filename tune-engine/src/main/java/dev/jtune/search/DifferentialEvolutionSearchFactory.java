package dev.jtune.search;

final class DifferentialEvolutionSearchFactory implements SearcherFactory<DifferentialEvolutionSearch> {
    @Override
    public Searcher create(DifferentialEvolutionSearch annotation, SearchContext context) {
        return Searchers.differentialEvolution(annotation.populationSize()).create(context);
    }
}
