package dev.jtune.search;

final class HaltonSearchFactory implements SearcherFactory<HaltonSearch> {
    @Override
    public Searcher create(HaltonSearch annotation, SearchContext context) {
        return Searchers.halton(annotation.scramble()).create(context);
    }

    @Override
    public boolean supportsGrid() {
        return true;
    }
}
