package dev.jtune.search.dehb;

import dev.jtune.search.cube.Brackets;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * How long each trial of DEHB runs: a pure function of its number. Trials go through the brackets of HyperBand, that of the shortest trials
 * first, each rung by rung, and then from the beginning.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DehbPlan {
    private final Brackets brackets;
    private final int deepest;
    /** How many trials there are at each rung of each bracket, by how often it is halved. */
    private final long[][] sizes;

    private final long round;

    /**
     * What a trial is for.
     *
     * @param round how often all brackets were gone through before, from 0
     * @param halvings its bracket: how often that is halved
     * @param rung its rung in it, from 0
     * @param size how many trials there are at that rung
     * @param level its rung among those of all brackets, from 0: trials of one level run equally long
     * @param time how long it runs
     */
    record Job(long round, int halvings, int rung, long size, int level, long time) {}

    /** Create the plan. */
    public DehbPlan(Brackets brackets) {
        this.brackets = brackets;
        this.deepest = brackets.deepest();
        this.sizes = new long[deepest + 1][];
        for (int halvings = 0; halvings <= deepest; halvings++) {
            sizes[halvings] = new long[halvings + 1];
            long size = brackets.size(halvings);
            for (int rung = 0; rung <= halvings; rung++) {
                sizes[halvings][rung] = Math.max(1, size);
                size /= brackets.reductionFactor();
            }
        }
        this.round = Arrays.stream(sizes).flatMapToLong(Arrays::stream).sum();
    }

    /** Return how long a trial runs. */
    public long time(int number) {
        return job(number).time();
    }

    Job job(int number) {
        long left = (number - 1) % round;
        int halvings = deepest;
        int rung = 0;
        while (left >= sizes[halvings][rung]) {
            left -= sizes[halvings][rung];
            if (rung++ == halvings) {
                rung = 0;
                halvings--;
            }
        }
        return new Job(
                (number - 1) / round,
                halvings,
                rung,
                sizes[halvings][rung],
                deepest - halvings + rung,
                brackets.rungs(halvings).get(rung));
    }

    /** Return how many levels there are. */
    int levels() {
        return deepest + 1;
    }

    /** Return the size of the population at a level: that of the largest rung there. */
    int populationSize(int level) {
        long largest = 1;
        for (int halvings = deepest - level; halvings <= deepest; halvings++) {
            largest = Math.max(largest, sizes[halvings][level - (deepest - halvings)]);
        }
        return (int) Math.min(largest, Integer.MAX_VALUE);
    }
}
