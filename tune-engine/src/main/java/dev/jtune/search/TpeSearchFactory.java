package dev.jtune.search;

final class TpeSearchFactory implements SearcherFactory<TpeSearch> {
    @Override
    public Searcher create(TpeSearch annotation, SearchContext context) {
        return Searchers.tpe(annotation.startupTrials(), annotation.candidates())
                .create(context);
    }
}
