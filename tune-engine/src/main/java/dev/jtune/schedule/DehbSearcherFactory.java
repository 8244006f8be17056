package dev.jtune.schedule;

import dev.jtune.search.SearchContext;
import dev.jtune.search.Searcher;
import dev.jtune.search.SearcherFactory;
import dev.jtune.search.Searchers;

final class DehbSearcherFactory implements SearcherFactory<Dehb> {
    @Override
    public Searcher create(Dehb annotation, SearchContext context) {
        return Searchers.dehb(annotation.maxT(), annotation.gracePeriod(), annotation.reductionFactor())
                .create(context);
    }
}
