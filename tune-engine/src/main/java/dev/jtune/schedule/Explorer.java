package dev.jtune.schedule;

import dev.jtune.Config;
import dev.jtune.search.cube.SeededStream;

/** How a trial of a population changes the configuration that it takes over. */
interface Explorer {
    /** Take note of a trial that was compared; a larger score is better, and negative infinity where it is not finite. */
    default void observe(int trial, double time, Config config, double score) {}

    /** Return the configuration with which a trial goes on from another one. */
    Config explore(int trial, int from, Config config, SeededStream random);
}
