package dev.jtune.search.de;

import dev.jtune.search.cube.Dimension;
import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.SobolPoints;
import dev.jtune.search.cube.UnitCube;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Differential evolution on the first objective: a member of the population moves towards one of the best and along the difference of two
 * others, and is replaced if that is no worse. Where the budget is known, the population shrinks to its end.
 *
 * <p>A category is taken from the best or from another member, and changes to any other now and then. Trials may end in any order. Source:
 * R. Tanabe and A. Fukunaga, Improving the search performance of SHADE using linear population size reduction, CEC 2014.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DifferentialEvolution implements Proposer {
    /** With fewer there are no differences between others. */
    public static final int SMALLEST_POPULATION = 4;

    private static final double BEST_SHARE = 0.2;
    private static final double CATEGORY_CHANGE = 0.05;
    private static final int DRAWS = 8;
    private static final double COLLAPSED = 1e-12;

    /** The better first: feasible trials by loss, others by what they violate, those without a loss last. */
    private static final Comparator<History.Entry> RANK = Comparator.comparing(History.Entry::failed)
            .thenComparing(entry -> Math.max(0, entry.violation()))
            .thenComparingDouble(History.Entry::loss);

    private final long seed;
    private final int populationSize;
    private final SuccessHistory successes = new SuccessHistory();
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Child> underWay = new TreeMap<>();
    private @Nullable SobolPoints starts;
    private int size;
    private int started;
    private int turn;
    private int told;

    /** One of the population: where it is, and what became of it there. */
    private static final class Member {
        private double[] drawn;
        private History.Entry entry;

        Member(double[] drawn, History.Entry entry) {
            this.drawn = drawn;
            this.entry = entry;
        }
    }

    /**
     * A point to try.
     *
     * @param parent the member that it may replace, {@code null} for one that starts the population
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Child(
            double[] drawn, double[] point, @Nullable Member parent, SuccessHistory.Draw made) {}

    private DifferentialEvolution(long seed, int populationSize) {
        this.seed = seed;
        this.populationSize = populationSize;
    }

    /**
     * Create one.
     *
     * @param populationSize how many points it starts with, at least 4; 0 for two for each parameter, from 8 to 40
     */
    public static DifferentialEvolution of(long seed, int populationSize) {
        return new DifferentialEvolution(seed, populationSize);
    }

    @Override
    public double[] propose(int number, History history) {
        UnitCube cube = history.cube();
        if (starts == null) {
            int dimensions = Math.min(cube.size(), SobolPoints.MOST_DIMENSIONS);
            starts = SobolPoints.scrambled(dimensions, SeededStream.of(seed, "de", 0));
            size = populationSize > 0 ? populationSize : Math.max(8, Math.min(40, 2 * cube.size()));
        }
        tellEnded(history);
        SeededStream random = SeededStream.of(seed, "de", number);
        Child child = next(cube, random);
        for (int i = 0; i < 2 * DRAWS && history.tried(child.point()); i++) {
            History.Entry known = history.entryAt(child.point());
            if (known != null) {
                tell(child, known, history);
            }
            child = i < DRAWS ? next(cube, random) : shaken(cube, child, i - DRAWS, random);
        }
        underWay.put(number, child);
        return child.point();
    }

    /** Tell of the trials that ended, in the order of their numbers; forget those that were cancelled or replaced. */
    private void tellEnded(History history) {
        Iterator<Map.Entry<Integer, Child>> trials = underWay.entrySet().iterator();
        while (trials.hasNext()) {
            Map.Entry<Integer, Child> trial = trials.next();
            if (history.isPending(trial.getKey())) {
                continue;
            }
            History.Entry ended = history.entry(trial.getKey());
            if (ended != null && Arrays.equals(ended.point(), trial.getValue().point())) {
                tell(trial.getValue(), ended, history);
            }
            trials.remove();
        }
    }

    private void tell(Child child, History.Entry entry, History history) {
        Member parent = child.parent();
        if (parent == null) {
            members.add(new Member(child.drawn(), entry));
        } else {
            int compared = RANK.compare(entry, parent.entry);
            if (compared < 0) {
                double improvement = parent.entry.loss() - entry.loss();
                successes.success(child.made(), improvement > 0 ? improvement : 1);
            }
            if (compared <= 0) {
                parent.drawn = child.drawn();
                parent.entry = entry;
            }
        }
        told++;
        if (told % size == 0) {
            endGeneration(history);
        }
    }

    private void endGeneration(History history) {
        successes.endGeneration();
        members.sort(Comparator.comparing((Member member) -> member.entry, RANK));
        if (history.budget() < Integer.MAX_VALUE) {
            double left = Math.max(0, 1 - (double) history.size() / history.budget());
            int kept = (int)
                    Math.max(SMALLEST_POPULATION, Math.rint(SMALLEST_POPULATION + left * (size - SMALLEST_POPULATION)));
            while (members.size() > kept) {
                members.remove(members.size() - 1);
            }
        }
        if (members.size() >= SMALLEST_POPULATION && hasCollapsed(history.cube())) {
            members.subList(1, members.size()).clear();
            started = 1;
        }
    }

    /** Tell whether the members are all at one place, so that differences lead nowhere. */
    private boolean hasCollapsed(UnitCube cube) {
        double[] best = members.get(0).drawn;
        for (int i = 0; i < cube.size(); i++) {
            for (Member member : members) {
                if (Math.abs(member.drawn[i] - best[i]) > COLLAPSED) {
                    return false;
                }
            }
        }
        return true;
    }

    private Child next(UnitCube cube, SeededStream random) {
        if (started < size || members.size() < SMALLEST_POPULATION) {
            double[] drawn = cube.randomPoint(random);
            if (starts != null && started < size) {
                double[] even = starts.point(started);
                System.arraycopy(even, 0, drawn, 0, even.length);
            }
            started++;
            return child(cube, drawn, null, new SuccessHistory.Draw(1, 1), random);
        }
        Member parent = members.get(turn++ % members.size());
        SuccessHistory.Draw made = successes.draw(random);
        return child(cube, moved(cube, parent, made, random), parent, made, random);
    }

    private static Child child(
            UnitCube cube, double[] drawn, @Nullable Member parent, SuccessHistory.Draw made, SeededStream random) {
        double[] admitted = cube.admittedNear(drawn, random).orElse(drawn);
        return new Child(admitted, cube.settle(admitted), parent, made);
    }

    private double[] moved(UnitCube cube, Member parent, SuccessHistory.Draw made, SeededStream random) {
        double[] best = oneOfTheBest(random).drawn;
        int first = random.nextInt(members.size());
        int second = (first + 1 + random.nextInt(members.size() - 1)) % members.size();
        double[] plus = members.get(first).drawn;
        double[] minus = members.get(second).drawn;
        double[] drawn = parent.drawn.clone();
        int always = random.nextInt(Math.max(1, drawn.length));
        for (int i = 0; i < drawn.length; i++) {
            if (i != always && random.nextDouble() >= made.rate()) {
                continue;
            }
            if (cube.dimension(i).isCategorical()) {
                drawn[i] = random.nextDouble() < CATEGORY_CHANGE
                        ? random.nextDouble()
                        : random.nextDouble() < 0.5 ? best[i] : plus[i];
            } else {
                double to = drawn[i] + made.factor() * (best[i] - drawn[i] + plus[i] - minus[i]);
                drawn[i] = inside(to, drawn[i]);
            }
        }
        return drawn;
    }

    /** Return a coordinate within the cube: half way to the border where it would be outside. */
    private static double inside(double to, double from) {
        if (to < 0) {
            return from / 2;
        }
        return to < 1 ? to : Math.min(Math.nextDown(1.0), (1 + from) / 2);
    }

    private Member oneOfTheBest(SeededStream random) {
        int best = Math.max(2, (int) (BEST_SHARE * members.size()));
        List<Member> ranked = new ArrayList<>(members);
        ranked.sort(Comparator.comparing((Member member) -> member.entry, RANK));
        return ranked.get(random.nextInt(Math.min(best, ranked.size())));
    }

    /** Draw some coordinates of a point that was tried anew, the more the later. */
    private static Child shaken(UnitCube cube, Child tried, int round, SeededStream random) {
        double[] drawn = tried.drawn().clone();
        for (int k = 0; k <= round / 2 && drawn.length > 0; k++) {
            int coordinate = random.nextInt(drawn.length);
            Dimension dimension = cube.dimension(coordinate);
            double step = dimension.isDiscrete() && !dimension.isCategorical() ? 2.0 / dimension.size() : 1;
            double to = drawn[coordinate] + step * (2 * random.nextDouble() - 1);
            drawn[coordinate] = dimension.isCategorical() ? random.nextDouble() : inside(to, drawn[coordinate]);
        }
        return child(cube, drawn, tried.parent(), tried.made(), random);
    }
}
