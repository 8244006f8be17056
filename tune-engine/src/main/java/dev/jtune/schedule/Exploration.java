package dev.jtune.schedule;

import dev.jtune.Config;
import java.util.random.RandomGenerator;
import org.apiguardian.api.API;

/** Changes the configuration with which a trial of a population goes on, in a way of your own. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Exploration {
    /** Leave it as it is. */
    Exploration NONE = (config, random) -> config;

    /**
     * Return the configuration to go on with; one that is none of the space is an error TUNE-487.
     *
     * @param config that of the better trial, its parameters perturbed or resampled already
     * @param random the only source of randomness to use, so that a run can be repeated
     */
    Config explore(Config config, RandomGenerator random);
}
