package dev.jtune.exec;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/** The backends that can be chosen by name. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Backends {
    /** The name of the backend that runs trials on threads of this process. */
    public static final String THREADS = "threads";

    private Backends() {}

    /** Return the backends by name, those of other libraries included. */
    public static Map<String, Supplier<Backend>> byName() {
        Map<String, Supplier<Backend>> backends = new TreeMap<>();
        for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
            backends.put(provider.name(), provider::create);
        }
        backends.put(THREADS, ThreadBackend::new);
        return backends;
    }
}
