package dev.jtune.search.cube;

import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The brackets of HyperBand: how many trials each has, and the times at which they are halved.
 *
 * <p>Bracket s, from {@link #deepest} to 0, is halved s times: it begins with many short trials where s is large, and has full runs only where
 * s is 0. All brackets have the same rungs as far as they reach: {@code maxT} divided by powers of the reduction factor, rounded down.
 * Each takes about as much time.
 *
 * <p>Source: L. Li et al., Hyperband: a novel bandit-based approach to hyperparameter optimization, JMLR 18 (2018).
 *
 * @param maxT units of time of a full run; at least {@code gracePeriod}
 * @param gracePeriod units of time before the first halving; at least 1
 * @param reductionFactor one of so many trials goes on; at least 2
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record Brackets(long maxT, long gracePeriod, int reductionFactor) {

    /** Return how often the bracket is halved that begins with the shortest trials. */
    public int deepest() {
        int halvings = 0;
        for (long time = maxT / reductionFactor; time >= gracePeriod; time /= reductionFactor) {
            halvings++;
        }
        return halvings;
    }

    /** Return with how many trials a bracket begins. */
    public int size(int halvings) {
        long power = 1;
        for (int i = 0; i < halvings && power < Integer.MAX_VALUE; i++) {
            power *= reductionFactor;
        }
        long size = (Math.min(power, Integer.MAX_VALUE) * (deepest() + 1) + halvings) / (halvings + 1);
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    /** Return the times at which a bracket's trials are compared, and last {@code maxT}. */
    public List<Long> rungs(int halvings) {
        List<Long> rungs = new ArrayList<>();
        long time = maxT;
        for (int i = 0; i <= halvings; i++) {
            rungs.add(0, time);
            time /= reductionFactor;
        }
        return rungs;
    }

    /** Return how many of a number of trials go on: one in {@code reductionFactor}, rounded up. */
    public int kept(int trials) {
        return (int) ((trials + reductionFactor - 1L) / reductionFactor);
    }
}
