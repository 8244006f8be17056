package dev.jtune.pareto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apiguardian.api.API;

/**
 * Order among points with several losses: one dominates another if it is worse in none and better in at least one.
 *
 * <p>Sources: K. Deb and others, A fast and elitist multiobjective genetic algorithm: NSGA-II, IEEE Trans. Evol. Comput. 6 (2002), for
 * ranks, constraints and crowding; X. Zhang and others, An efficient approach to nondominated sorting, IEEE Trans. Evol. Comput. 19
 * (2015), for how ranks are found.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Domination {
    private Domination() {}

    /** Tell whether a point dominates another; one with {@code NaN} neither dominates nor is dominated. */
    public static boolean dominates(double[] losses, double[] others) {
        boolean better = false;
        for (int i = 0; i < losses.length; i++) {
            if (!(losses[i] <= others[i])) {
                return false;
            }
            better |= losses[i] < others[i];
        }
        return better;
    }

    /**
     * Return the rank of each point: 0 for those that nothing dominates, 1 for those that only such dominate, and so on. Equal points
     * have equal ranks; points with {@code NaN} have the last one.
     */
    public static int[] ranks(double[]... losses) {
        return ranks(losses, new double[losses.length]);
    }

    /**
     * Return the rank of each point under constraints: points that keep them come first, in the order of domination, then the others,
     * the least violation first, then those with {@code NaN}, as one rank.
     *
     * @param violations by how much each point breaks the constraints; it keeps them where that is not above 0
     */
    public static int[] ranks(double[][] losses, double[] violations) {
        int[] ranks = new int[losses.length];
        int[] feasible = IntStream.range(0, losses.length)
                .filter(i -> !failed(losses[i]) && violations[i] <= 0)
                .toArray();
        int next = rankByDomination(losses, feasible, ranks);
        int[] infeasible = sorted(
                IntStream.range(0, losses.length).filter(i -> !failed(losses[i]) && !(violations[i] <= 0)),
                Comparator.comparingDouble(i -> violations[i]));
        for (int i = 0; i < infeasible.length; i++) {
            boolean tie = i > 0 && violations[infeasible[i]] == violations[infeasible[i - 1]];
            ranks[infeasible[i]] = tie ? next - 1 : next++;
        }
        for (int i = 0; i < losses.length; i++) {
            if (failed(losses[i])) {
                ranks[i] = next;
            }
        }
        return ranks;
    }

    /** Return the indices of the points that nothing dominates, ascending; none of those with {@code NaN}. */
    public static int[] front(double[]... losses) {
        int[] ranks = ranks(losses);
        return IntStream.range(0, losses.length)
                .filter(i -> ranks[i] == 0 && !failed(losses[i]))
                .toArray();
    }

    /**
     * Return how much room there is around each member of a front: the sum over objectives of the distance between its neighbours, as a
     * share of the front's extent; infinite for the best and the worst by any objective. More room is better.
     *
     * @param members indices of the points of one front, all of them finite
     * @return one value a member, in their order
     */
    public static double[] crowding(double[][] losses, int... members) {
        double[] crowding = new double[members.length];
        int objectives = members.length == 0 ? 0 : losses[members[0]].length;
        for (int objective = 0; objective < objectives; objective++) {
            int by = objective;
            int[] order =
                    sorted(IntStream.range(0, members.length), Comparator.comparingDouble(i -> losses[members[i]][by]));
            int last = order.length - 1;
            double extent = losses[members[order[last]]][by] - losses[members[order[0]]][by];
            crowding[order[0]] = Double.POSITIVE_INFINITY;
            crowding[order[last]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < last && extent > 0; i++) {
                crowding[order[i]] += (losses[members[order[i + 1]]][by] - losses[members[order[i - 1]]][by]) / extent;
            }
        }
        return crowding;
    }

    /**
     * Rank points in lexicographic order, so that only earlier ones may dominate, and find each one's front by bisection: what no
     * member of a front dominates, no member of a later front does.
     *
     * @return how many fronts there are
     */
    private static int rankByDomination(double[][] losses, int[] points, int[] ranks) {
        int[] order = sorted(Arrays.stream(points), (a, b) -> compare(losses[a], losses[b]));
        int[] newest = new int[points.length]; // of each front
        int[] before = new int[losses.length]; // the member that joined the front before this one, or -1
        int fronts = 0;
        for (int point : order) {
            int low = 0;
            int high = fronts;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (dominatesAny(losses, newest[middle], before, point)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[point] = low < fronts ? newest[low] : -1;
            newest[low] = point;
            fronts = Math.max(fronts, low + 1);
            ranks[point] = low;
        }
        return fronts;
    }

    /** Tell whether a member of a front dominates a point; with two objectives the newest, whose second is least, decides. */
    private static boolean dominatesAny(double[][] losses, int newest, int[] before, int point) {
        if (losses[point].length <= 2) {
            return dominates(losses[newest], losses[point]);
        }
        for (int member = newest; member >= 0; member = before[member]) {
            if (dominates(losses[member], losses[point])) {
                return true;
            }
        }
        return false;
    }

    /** Unlike that of the JDK, it takes 0 and -0 for equal. */
    private static int compare(double[] losses, double[] others) {
        for (int i = 0; i < losses.length; i++) {
            if (losses[i] != others[i]) {
                return losses[i] < others[i] ? -1 : 1;
            }
        }
        return 0;
    }

    private static boolean failed(double[] losses) {
        for (double loss : losses) {
            if (Double.isNaN(loss)) {
                return true;
            }
        }
        return false;
    }

    private static int[] sorted(IntStream indices, Comparator<Integer> order) {
        return indices.boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }
}
