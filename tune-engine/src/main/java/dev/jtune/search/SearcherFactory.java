package dev.jtune.search;

import dev.jtune.Problem;
import java.lang.annotation.Annotation;
import java.util.List;
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

    /** Return what is wrong with the annotation's settings; asked when the study is found, before a searcher is created. */
    default List<Problem> problems(A annotation) {
        return List.of();
    }

    /** Tell whether its searcher tries every cell of a space with a grid; one that learns from results does not, the default. */
    default boolean supportsGrid() {
        return false;
    }
}
