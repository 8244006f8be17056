package dev.jtune.search.evolution;

import dev.jtune.pareto.Domination;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Prefers members with room around them, as NSGA-II does, and of equal ones the first. */
final class CrowdedSurvival implements Survival {
    @Override
    public int[] orderRank(double[][] losses, int[] members, int[] better) {
        double[] room = Domination.crowding(losses, members);
        return IntStream.range(0, members.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -room[i]))
                .mapToInt(i -> members[i])
                .toArray();
    }
}
