package dev.jtune.space;

import org.apiguardian.api.API;

/**
 * One parameter of a space.
 *
 * @param name unique in the space; parts of a nested name are joined by dots, as in {@code opt.lr}
 * @param domain the values it may take
 * @param guard when it exists
 * @param source how it was written, for messages and the run's header, such as {@code randint(1, 31)}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Param(String name, Domain domain, Guard guard, String source) {}
