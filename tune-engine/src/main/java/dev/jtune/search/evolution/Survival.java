package dev.jtune.search.evolution;

import dev.jtune.pareto.Domination;
import dev.jtune.search.cube.History;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Orders a population: by domination under constraints, and as it sees fit among those of one rank. */
interface Survival {
    /**
     * Return the members of a rank, the one that is worth most first.
     *
     * @param losses of all members of the population
     * @param members indices of those of the rank
     * @param better indices of those of all ranks before it
     */
    int[] orderRank(double[][] losses, int[] members, int[] better);

    /** Return the indices of trials that all have losses, the one that is worth most first. */
    default int[] order(List<History.Entry> population) {
        double[][] losses = population.stream().map(History.Entry::losses).toArray(double[][]::new);
        double[] violations =
                population.stream().mapToDouble(History.Entry::violation).toArray();
        int[] ranks = Domination.ranks(losses, violations);
        int[] order = new int[0];
        for (int rank = 0; order.length < losses.length; rank++) {
            int of = rank;
            int[] members =
                    IntStream.range(0, ranks.length).filter(i -> ranks[i] == of).toArray();
            order = IntStream.concat(Arrays.stream(order), Arrays.stream(orderRank(losses, members, order)))
                    .toArray();
        }
        return order;
    }
}
