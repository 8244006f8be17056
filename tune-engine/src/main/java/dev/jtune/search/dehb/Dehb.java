package dev.jtune.search.dehb;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
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
 * Differential evolution with a population for each length of trials.
 *
 * <p>The first bracket is a successive halving: random points, of which the best are evaluated again for longer. After it, a trial at the first
 * rung of a bracket evolves the population there, and one at a later rung is bred from the best of the population below: a member of its own
 * population is crossed with the sum of one of those and half the difference of two others. It takes the member's place if it is no worse.
 * Trials may end in any order: nothing waits.
 *
 * <p>A category is taken from one of the parents, or now and then any. Source: N. Awad, N. Mallik and F. Hutter, DEHB: evolutionary hyperband
 * for scalable, robust and efficient hyperparameter optimization, IJCAI 2021, with its constants.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Dehb implements Proposer {
    private static final double FACTOR = 0.5;
    private static final double CROSSOVER = 0.5;
    private static final double CATEGORY_CHANGE = 0.05;
    private static final int PARENTS = 3;

    private static final Comparator<Member> RANK = Comparator.comparing((Member member) -> member.entry.failed())
            .thenComparing(member -> Math.max(0, member.entry.violation()))
            .thenComparingDouble(member -> member.entry.loss())
            .thenComparingInt(member -> member.entry.number());

    private final long seed;
    private final DehbPlan plan;
    private final List<Population> populations = new ArrayList<>();
    private final Map<Integer, Child> underWay = new TreeMap<>();
    private int heard;

    /** One of a population: where it is, and what became of it there. */
    private static final class Member {
        private final double[] drawn;
        private final History.Entry entry;
        private boolean promoted;

        Member(double[] drawn, History.Entry entry) {
            this.drawn = drawn;
            this.entry = entry;
        }
    }

    /** The members at a level, and whose turn it is to be replaced. */
    private static final class Population {
        private final int size;
        private final List<Member> members = new ArrayList<>();
        private int turn;

        Population(int size) {
            this.size = size;
        }

        List<Member> best(long count) {
            List<Member> ranked = new ArrayList<>(members);
            ranked.sort(RANK);
            return ranked.subList(0, (int) Math.min(count, ranked.size()));
        }
    }

    /** A proposed point, and the member that it may replace, {@code null} for none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Child(double[] drawn, @Nullable Member target) {}

    /** Create the algorithm for one study. */
    public Dehb(long seed, DehbPlan plan) {
        this.seed = seed;
        this.plan = plan;
        for (int level = 0; level < plan.levels(); level++) {
            populations.add(new Population(plan.populationSize(level)));
        }
    }

    @Override
    public double[] propose(int number, History history) {
        learn(history);
        SeededStream random = SeededStream.of(seed, "dehb", number);
        Child child = next(plan.job(number), history.cube(), random);
        underWay.put(number, child);
        return child.drawn();
    }

    /** Take in the trials that ended, in the order in which they were told. */
    private void learn(History history) {
        for (; heard < history.entries().size(); heard++) {
            History.Entry entry = history.entries().get(heard);
            if (entry.number() > 0) { // how long those of earlier studies ran is not known
                tell(entry, underWay.remove(entry.number()), history.cube());
            }
        }
        for (Iterator<Integer> numbers = underWay.keySet().iterator(); numbers.hasNext(); ) {
            if (!history.isPending(numbers.next())) {
                numbers.remove(); // it was cancelled
            }
        }
    }

    private void tell(History.Entry entry, @Nullable Child child, UnitCube cube) {
        Member member = new Member(drawn(entry, child, cube), entry);
        Member target = child == null ? null : child.target();
        Population population = populations.get(plan.job(entry.number()).level());
        int place = target == null ? -1 : population.members.indexOf(target);
        if (target != null && place >= 0) {
            if (RANK.compare(member, target) <= 0 || isAsGood(member, target)) {
                population.members.set(place, member);
            }
            return;
        }
        population.members.add(member);
        if (population.members.size() > population.size) {
            population.members.remove(population.best(Integer.MAX_VALUE).get(population.size));
        }
    }

    private static boolean isAsGood(Member member, Member other) {
        return member.entry.feasible() && other.entry.feasible() && member.entry.loss() == other.entry.loss();
    }

    /** Return where a trial was, with a coordinate for what does not exist there too. */
    private double[] drawn(History.Entry entry, @Nullable Child child, UnitCube cube) {
        if (child != null && Arrays.equals(cube.settle(child.drawn()), entry.point())) {
            return child.drawn();
        }
        SeededStream random = SeededStream.of(seed, "dehb filled", entry.number());
        return Arrays.stream(entry.point())
                .map(unit -> Double.isNaN(unit) ? random.nextDouble() : unit)
                .toArray();
    }

    private Child next(DehbPlan.Job job, UnitCube cube, SeededStream random) {
        Population population = populations.get(job.level());
        boolean isFirstBracket = job.round() == 0 && job.halvings() == plan.levels() - 1;
        if (job.rung() > 0 && (isFirstBracket || population.members.isEmpty())) {
            for (Member best : populations.get(job.level() - 1).best(job.size())) {
                if (!best.promoted) {
                    best.promoted = true;
                    return new Child(best.drawn, null);
                }
            }
        }
        List<Member> parents = job.rung() == 0
                ? population.members
                : populations.get(job.level() - 1).best(Math.max(PARENTS, job.size()));
        if (isFirstBracket || parents.size() < PARENTS) {
            return new Child(cube.admittedPoint(random).orElseGet(() -> cube.randomPoint(random)), null);
        }
        boolean isFull = population.members.size() >= population.size;
        Member target = isFull ? population.members.get(population.turn++ % population.size) : null;
        double[] base = target == null ? cube.randomPoint(random) : target.drawn;
        double[] bred = bred(base, parents, cube, random);
        return new Child(cube.admittedNear(bred, random).orElse(bred), target);
    }

    private static double[] bred(double[] target, List<Member> parents, UnitCube cube, SeededStream random) {
        int first = random.nextInt(parents.size());
        int second = (first + 1 + random.nextInt(parents.size() - 1)) % parents.size();
        int third = second;
        while (third == first || third == second) {
            third = random.nextInt(parents.size());
        }
        double[] base = parents.get(first).drawn;
        double[] plus = parents.get(second).drawn;
        double[] minus = parents.get(third).drawn;
        double[] child = target.clone();
        int always = random.nextInt(Math.max(1, child.length));
        for (int i = 0; i < child.length; i++) {
            if (i != always && random.nextDouble() >= CROSSOVER) {
                continue;
            }
            if (cube.dimension(i).isCategorical()) {
                child[i] = random.nextDouble() < CATEGORY_CHANGE
                        ? random.nextDouble()
                        : random.nextDouble() < 0.5 ? base[i] : plus[i];
            } else {
                double to = base[i] + FACTOR * (plus[i] - minus[i]);
                child[i] = to >= 0 && to < 1 ? to : random.nextDouble();
            }
        }
        return child;
    }
}
