package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Plugs a searcher in: put on an annotation, it makes that annotation choose the searcher of a {@code @Tune} method.
 *
 * <pre>{@code
 * @SearchWith(RandomSearchFactory.class)
 * @Retention(RUNTIME)
 * public @interface RandomSearch {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface SearchWith {
    /** The factory, which takes the annotation that this one is put on. */
    Class<? extends SearcherFactory<?>> value();
}
