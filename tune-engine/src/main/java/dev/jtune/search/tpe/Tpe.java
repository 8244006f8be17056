package dev.jtune.search.tpe;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.History.Entry;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A tree-structured Parzen estimator: proposes what is likely among good trials and unlikely among the others.
 *
 * <p>Source: J. Bergstra, R. Bardenet, Y. Bengio and B. Kegl, Algorithms for hyper-parameter optimization, NIPS 2011; the multivariate
 * form and the constants are those of Optuna 5.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Tpe implements Proposer {
    /** How many rounds of candidates may consist of points that were tried. */
    private static final int ROUNDS = 10;

    /** The share of candidates whose category of one parameter is drawn anew: good trials soon agree on all of them. */
    private static final double FLIPPED = 0.25;

    private static final double GOOD = 0.1;
    private static final int MOST_GOOD = 25;

    private final UnitCube cube;
    private final long seed;
    private final int startup;
    private final int candidates;
    private final Ranking ranking = new Ranking();
    private final BitSet good = new BitSet();
    private final IdentityHashMap<Entry, Integer> ages = new IdentityHashMap<>();
    private final Mixture below;
    private final Mixture above;
    private int seen;

    /**
     * Create the algorithm for one study.
     *
     * @param startup after how many trials it begins to learn; those before are random
     * @param candidates from how many candidates each point is chosen
     */
    public Tpe(UnitCube cube, long seed, int startup, int candidates) {
        this.cube = cube;
        this.seed = seed;
        this.startup = startup;
        this.candidates = candidates;
        this.below = new Mixture(cube, false);
        this.above = new Mixture(cube, true);
    }

    @Override
    public double[] propose(int number, History history) {
        SeededStream random = SeededStream.of(seed, "parzen", number);
        learn(history);
        if (history.size() < startup) {
            return cube.randomPoint(random);
        }
        List<double[]> pending = new ArrayList<>(history.pending());
        for (int i = 0; i < pending.size(); i++) {
            above.add(seen + i, pending.get(i));
        }
        double[] best = search(random, history);
        for (int i = pending.size() - 1; i >= 0; i--) {
            above.remove(seen + i, pending.get(i));
        }
        return best;
    }

    /** Take in the trials that ended since the last call. */
    private void learn(History history) {
        List<Entry> entries = history.entries();
        if (seen == entries.size()) {
            return;
        }
        for (; seen < entries.size(); seen++) {
            ages.put(entries.get(seen), seen);
            ranking.add(entries.get(seen));
            above.add(seen, entries.get(seen).point());
        }
        BitSet now = new BitSet();
        for (Entry entry : ranking.best(goodCount(ranking.succeeded()))) {
            now.set(ages.getOrDefault(entry, 0));
        }
        BitSet moved = (BitSet) now.clone();
        moved.xor(good);
        for (int age = moved.nextSetBit(0); age >= 0; age = moved.nextSetBit(age + 1)) {
            double[] point = entries.get(age).point();
            (now.get(age) ? above : below).remove(age, point);
            (now.get(age) ? below : above).add(age, point);
        }
        good.clear();
        good.or(now);
    }

    private static int goodCount(int succeeded) {
        return Math.min((int) Math.ceil(GOOD * succeeded), MOST_GOOD);
    }

    private double[] search(SeededStream random, History history) {
        below.prepare();
        above.prepare();
        double[][] points = new double[candidates][cube.size()];
        boolean[][] active = new boolean[candidates][];
        double[] gain = new double[candidates];
        double[] bad = new double[candidates];
        for (int round = 0; round < ROUNDS; round++) {
            for (int c = 0; c < candidates; c++) {
                draw(points[c], random);
                active[c] = cube.active(points[c]);
            }
            below.logDensities(points, active, gain);
            above.logDensities(points, active, bad);
            for (int c = 0; c < candidates; c++) {
                gain[c] -= bad[c];
            }
            for (int left = candidates; left > 0; left--) {
                int first = largest(gain);
                if (!history.tried(cube.settle(points[first]))) {
                    return points[first];
                }
                gain[first] = Double.NEGATIVE_INFINITY;
            }
        }
        return cube.randomPoint(random);
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private void draw(double[] point, SeededStream random) {
        int kernel = below.drawKernel(random);
        for (int j = 0; j < point.length; j++) {
            point[j] = below.draw(kernel, j, random);
        }
        if (random.nextDouble() < FLIPPED) {
            flip(point, random);
        }
    }

    /** Draw one category anew. */
    private void flip(double[] point, SeededStream random) {
        boolean[] active = cube.active(point);
        int categories = 0;
        int chosen = -1;
        for (int j = 0; j < point.length; j++) {
            if (active[j] && cube.dimension(j).isCategorical()) {
                categories++;
                chosen = random.nextInt(categories) == 0 ? j : chosen;
            }
        }
        if (chosen >= 0) {
            Dimension dimension = cube.dimension(chosen);
            point[chosen] = dimension.middle(random.nextInt((int) dimension.size()));
        }
    }
}
