package dev.jtune.search;

final class RandomSearchFactory implements SearcherFactory<RandomSearch> {
    @Override
    public Searcher create(RandomSearch annotation, SearchContext context) {
        return Searchers.random().create(context);
    }

    @Override
    public boolean supportsGrid() {
        return true;
    }
}
