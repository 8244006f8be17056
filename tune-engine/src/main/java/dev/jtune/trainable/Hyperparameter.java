package dev.jtune.trainable;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import org.apiguardian.api.API;

/**
 * A value that user code takes from the configuration.
 *
 * @param name its name; empty for a record or sealed interface that takes the whole configuration
 * @param type its type
 * @param where the parameter, which may carry a domain
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Hyperparameter(String name, Type type, AnnotatedElement where) {
    /** Tell whether it takes the whole configuration. */
    public boolean isWhole() {
        return name.isEmpty();
    }
}
