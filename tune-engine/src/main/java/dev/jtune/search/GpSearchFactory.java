package dev.jtune.search;

final class GpSearchFactory implements SearcherFactory<GpSearch> {
    @Override
    public Searcher create(GpSearch annotation, SearchContext context) {
        return Searchers.gp().create(context);
    }
}
