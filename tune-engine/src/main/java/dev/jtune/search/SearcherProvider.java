package dev.jtune.search;

import org.apiguardian.api.API;

/** Makes the searcher of a study. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface SearcherProvider {
    /** Create a searcher for one run. */
    Searcher create(SearchContext context);

    /** Tell whether its searcher tries every cell of a space with a grid; one that learns from results does not, the default. */
    default boolean supportsGrid() {
        return false;
    }
}
