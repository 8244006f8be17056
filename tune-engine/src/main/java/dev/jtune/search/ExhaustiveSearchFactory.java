package dev.jtune.search;

final class ExhaustiveSearchFactory implements SearcherFactory<ExhaustiveSearch> {
    @Override
    public Searcher create(ExhaustiveSearch annotation, SearchContext context) {
        return Searchers.exhaustive().create(context);
    }
}
