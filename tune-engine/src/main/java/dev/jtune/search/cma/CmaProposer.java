package dev.jtune.search.cma;

import dev.jtune.search.cube.History;
import dev.jtune.search.cube.Proposer;
import dev.jtune.search.cube.SeededStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * CMA-ES on the first objective, with a margin for steps (Hamano and others, 2022) and probabilities for categories (CatCMA, 2024).
 *
 * <p>Trials may end in any order and while others are under way: a generation is complete when as many of its trials have ended as it
 * needs, and those that end later count in the next one. A point that was tried already is not tried again, but counts with the loss
 * that it had. Where a parameter does not exist, it has no part in the mean's move.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CmaProposer implements Proposer {
    /** So often another point is drawn for one that was tried, before one nearby is taken. */
    private static final int DRAWS = 8;
    /** The best share of earlier trials, where it goes on from them. */
    private static final int ONE_OF = 10;

    private static final int FEWEST = 3;

    private final long seed;
    private final CmaSettings settings;
    private final boolean goesOn;
    private final Map<Integer, Sample> underWay = new TreeMap<>();
    private @Nullable Search search;

    /** What there is once the space is known. */
    private static final class Search {
        private final Layout layout;
        private final RunPlan plan;
        private Run run;

        Search(Layout layout, RunPlan plan, Run run) {
            this.layout = layout;
            this.plan = plan;
            this.run = run;
        }
    }

    private CmaProposer(long seed, CmaSettings settings, boolean goesOn) {
        this.seed = seed;
        this.settings = settings;
        this.goesOn = goesOn;
    }

    /** Create one that starts at the best trial so far, or at the centre where there is none. */
    public static CmaProposer of(long seed, CmaSettings settings) {
        return new CmaProposer(seed, settings, false);
    }

    /**
     * Create one that goes on from the trials that the history has when it makes its first proposal: from the mean and the covariance of
     * the best tenth.
     */
    public static CmaProposer continuing(long seed, CmaSettings settings) {
        return new CmaProposer(seed, settings, true);
    }

    @Override
    public double[] propose(int number, History history) {
        Search current = search == null ? begin(history) : search;
        search = current;
        tellEnded(current.run, history);
        SeededStream random = SeededStream.of(seed, "cma", number);
        Sample sample = untried(current, random, history);
        underWay.put(number, sample);
        return sample.point();
    }

    private Search begin(History history) {
        Layout layout = Layout.of(history.cube());
        int population = settings.populationSize() > 0
                ? settings.populationSize()
                : Rates.populationSize(layout.numeric().length + layout.categorical().length);
        RunPlan plan = new RunPlan(settings.restarts(), population, settings.sigma());
        return new Search(layout, plan, run(layout, start(layout, history), population));
    }

    private Start start(Layout layout, History history) {
        List<History.Entry> feasible = history.entries().stream()
                .filter(History.Entry::feasible)
                .sorted(Comparator.comparingDouble(History.Entry::loss))
                .toList();
        if (goesOn && feasible.size() >= FEWEST) {
            int best = Math.max(FEWEST, (feasible.size() + ONE_OF - 1) / ONE_OF);
            return Start.from(layout, feasible.subList(0, best));
        }
        double[] mean = new double[layout.numeric().length];
        for (int i = 0; i < mean.length; i++) {
            double unit = feasible.isEmpty() ? Double.NaN : feasible.get(0).point()[layout.numeric()[i]];
            mean[i] = Double.isNaN(unit) ? 0.5 : unit;
        }
        return Start.at(layout, mean, settings.sigma());
    }

    private Run run(Layout layout, Start start, int population) {
        return new Run(layout, start, population, settings.shape());
    }

    /** Tell the run of the trials that ended, in the order of their numbers; forget those that were cancelled or replaced. */
    private void tellEnded(Run run, History history) {
        Iterator<Map.Entry<Integer, Sample>> trials = underWay.entrySet().iterator();
        while (trials.hasNext()) {
            Map.Entry<Integer, Sample> trial = trials.next();
            if (history.isPending(trial.getKey())) {
                continue;
            }
            History.Entry ended = history.entry(trial.getKey());
            if (ended != null && Arrays.equals(ended.point(), trial.getValue().point())) {
                run.tell(trial.getValue(), ended);
            }
            trials.remove();
        }
    }

    private Sample untried(Search current, SeededStream random, History history) {
        for (int i = 0; i < DRAWS; i++) {
            restartIfConverged(current, random);
            Sample sample = current.run.draw(random);
            if (!history.tried(sample.point())) {
                return sample;
            }
            History.Entry known = history.entryAt(sample.point());
            if (known != null) {
                current.run.tell(sample, known);
            }
        }
        return current.run.drawNearby(random, history);
    }

    private void restartIfConverged(Search current, SeededStream random) {
        if (!current.plan.restarts() || !current.run.hasConverged()) {
            return;
        }
        double[] mean = new double[current.layout.numeric().length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = random.nextDouble();
        }
        RunPlan.Size size = current.plan.after(current.run.trials(), random);
        current.run = run(current.layout, Start.at(current.layout, mean, size.sigma()), size.population());
    }
}
