package dev.jtune.search;

final class SobolSearchFactory implements SearcherFactory<SobolSearch> {
    @Override
    public Searcher create(SobolSearch annotation, SearchContext context) {
        return Searchers.sobol(annotation.scramble()).create(context);
    }

    @Override
    public boolean supportsGrid() {
        return true;
    }
}
