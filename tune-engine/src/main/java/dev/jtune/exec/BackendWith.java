package dev.jtune.exec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/** Plugs a backend in: put on an annotation, it makes that annotation choose what runs the trials of a {@code @Tune} method. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface BackendWith {
    /** The factory, which takes the annotation that this one is put on. */
    Class<? extends BackendFactory<?>> value();
}
