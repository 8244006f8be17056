package dev.jtune.trainable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/** Large objects that are loaded once per process and given to every trial by name. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface SharedObjects extends AutoCloseable {
    /** No shared objects. */
    SharedObjects NONE = of(Map.of());

    /** Return the object of this name, loading it at the first call; empty if there is none of this name. */
    Optional<Object> find(String name) throws Throwable;

    /** Return the known names. */
    Set<String> names();

    /** Close those loaded objects that can be closed. */
    @Override
    default void close() {}

    /** Create a view of objects that somebody else loaded and will close. */
    static SharedObjects of(Map<String, ?> objects) {
        Map<String, Object> copy = Map.copyOf(objects);
        return new SharedObjects() {
            @Override
            public Optional<Object> find(String name) {
                return Optional.ofNullable(copy.get(name));
            }

            @Override
            public Set<String> names() {
                return copy.keySet();
            }
        };
    }
}
