package dev.jtune.exec;

import org.apiguardian.api.API;

/**
 * Offers a backend under a name for the setting {@code tune.backend}; found by {@link java.util.ServiceLoader}.
 *
 * <p>{@code threads} is always there.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface BackendProvider {
    /** Return the name, such as {@code threads}; no two providers may have the same. */
    String name();

    /** Create a backend with its default settings for one run; the run closes it. */
    Backend create();
}
