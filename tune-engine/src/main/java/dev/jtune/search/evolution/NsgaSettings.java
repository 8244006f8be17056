package dev.jtune.search.evolution;

import org.apiguardian.api.API;

/**
 * How a population evolves.
 *
 * @param populationSize how many trials can be parents, at least 2; 0 for a tenth of the study's trials, but 10 to 50
 * @param crossover probability that a child has two parents and not one, 0 to 1
 * @param mutation probability that a parameter of a child mutates, 0 to 1; 0 for one parameter a child on average
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NsgaSettings(int populationSize, double crossover, double mutation) {
    /** Return the settings that hold where nobody gives others: (0, 0.9, 0). */
    public static NsgaSettings defaults() {
        return new NsgaSettings(0, 0.9, 0);
    }
}
