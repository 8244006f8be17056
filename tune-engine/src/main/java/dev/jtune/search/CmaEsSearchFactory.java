package dev.jtune.search;

import dev.jtune.search.cma.CmaSettings;

final class CmaEsSearchFactory implements SearcherFactory<CmaEsSearch> {
    @Override
    public Searcher create(CmaEsSearch annotation, SearchContext context) {
        CmaSettings settings = new CmaSettings(
                annotation.populationSize(), annotation.sigma(), annotation.shape(), annotation.restarts());
        return Searchers.cmaEs(settings).create(context);
    }
}
