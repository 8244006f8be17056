package dev.jtune.search;

final class AutoSearchFactory implements SearcherFactory<AutoSearch> {
    @Override
    public Searcher create(AutoSearch annotation, SearchContext context) {
        return Searchers.auto().create(context);
    }

    @Override
    public boolean supportsGrid() {
        return true;
    }
}
