package dev.jtune.search.bohb;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.History.Entry;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import dev.jtune.search.cube.UnitCube;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Learns from trials of different lengths: a model for each budget, of which that of the longest budget proposes which has enough trials.
 *
 * <p>A budget is what lies between two powers of the scheduler's reduction factor, in results. A trial counts at each budget at which it
 * paused, went on past a rung or ended, with the loss that it had there. Enough are three more than there are parameters. A share of the proposals is random, so
 * that a model that misleads does not for ever.
 *
 * <p>Source: S. Falkner, A. Klein and F. Hutter, BOHB: robust and efficient hyperparameter optimization at scale, ICML 2018.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Bohb implements Proposer {
    private final long seed;
    private final int factor;
    private final double randomFraction;
    private final Supplier<Proposer> models;
    private final TreeMap<Integer, Budget> budgets = new TreeMap<>();
    private int reachedHeard;
    private int endsHeard;

    /**
     * Create the algorithm for one study.
     *
     * @param factor trials between the same powers of it have one budget, at least 2
     * @param randomFraction the share of random proposals
     * @param models makes the model of a budget
     */
    public Bohb(long seed, int factor, double randomFraction, Supplier<Proposer> models) {
        this.seed = seed;
        this.factor = factor;
        this.randomFraction = randomFraction;
        this.models = models;
    }

    @Override
    public double[] propose(int number, History history) {
        listen(history);
        UnitCube cube = history.cube();
        SeededStream random = SeededStream.of(seed, "bohb", number);
        Budget budget = random.nextDouble() < randomFraction ? null : longest(cube.size() + 3);
        return budget == null
                ? cube.admittedPoint(random).orElseGet(() -> cube.randomPoint(random))
                : budget.propose(number, history);
    }

    private @Nullable Budget longest(int enough) {
        return budgets.descendingMap().values().stream()
                .filter(budget -> budget.succeeded >= enough)
                .findFirst()
                .orElse(null);
    }

    private void listen(History history) {
        for (; reachedHeard < history.reached().size(); reachedHeard++) {
            hear(history.reached().get(reachedHeard), history);
        }
        for (; endsHeard < history.entries().size(); endsHeard++) {
            hear(history.entries().get(endsHeard), history);
        }
    }

    private void hear(Entry entry, History history) {
        budgets.computeIfAbsent(budget(entry.iterations()), level -> new Budget(history, models.get()))
                .add(entry);
    }

    private int budget(int iterations) {
        int budget = 0;
        for (int left = iterations / factor; left > 0; left /= factor) {
            budget++;
        }
        return budget;
    }

    /** The trials that ran about as long, and the model of them. */
    private static final class Budget {
        private final History history;
        private final Proposer model;
        private int succeeded;

        private Budget(History study, Proposer model) {
            this.history = new History(study.cube(), study.objectives(), study.expectations());
            this.model = model;
        }

        /** Take a trial; one that is there already ended without coming to a longer budget. */
        private void add(Entry entry) {
            if (history.entry(entry.number()) == null) {
                history.begin(entry.number(), entry.point());
                history.end(
                        entry.number(), entry.losses(), false, entry.iterations(), entry.violation(), entry.seconds());
                succeeded += entry.failed() ? 0 : 1;
            }
        }

        /** Propose a point that is not near those under way of which nothing is known. */
        private double[] propose(int number, History study) {
            int pending = 0;
            for (double[] point : study.unheard()) {
                history.begin(--pending, point); // no trial has such a number
            }
            double[] proposed = model.propose(number, history);
            while (pending < 0) {
                history.drop(pending++);
            }
            return proposed;
        }
    }
}
