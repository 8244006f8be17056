package dev.jtune.search;

import java.lang.annotation.Annotation;
import org.apiguardian.api.API;

/**
 * Makes a searcher from the annotation that chose it; named by {@link SearchWith}, public or not, with a constructor without
 * parameters.
 *
 * @param <A> the annotation that carries the searcher's settings
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SearcherFactory<A extends Annotation> {
    /** Create a searcher with the annotation's settings for one run. */
    Searcher create(A annotation, SearchContext context);

    /** Tell whether its searcher tries every cell of a space with a grid; one that learns from results does not, the default. */
    default boolean supportsGrid() {
        return false;
    }
}
